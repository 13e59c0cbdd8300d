package io.exavip.it.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays one odd answer to whoever connects, on a free loopback port. */
final class OddServer implements AutoCloseable {
  private static final Pattern DIRECTIVE =
      Pattern.compile("<(early|open|reset|slow|x\\*(\\d+)|h\\*(\\d+))>");

  /** Long enough for what was sent before to be read apart from what follows. */
  private static final long SLOW_MILLIS = 100;

  private final ServerSocket listener;
  private final String script;

  OddServer(String script) {
    this.script = script;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        daemon(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      if (!script.startsWith("<early>")) {
        readHead(socket.getInputStream());
      }
      if (play(socket)) {
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
    } catch (IOException | InterruptedException e) {
      // the client has had enough
    }
  }

  /** Says whether the connection is to be ended as usual. */
  private boolean play(Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    Matcher directives = DIRECTIVE.matcher(script);
    int sent = 0;
    while (directives.find()) {
      out.write(bytes(script.substring(sent, directives.start())));
      sent = directives.end();
      switch (directives.group(1)) {
        case "early" -> {}
        case "slow" -> Thread.sleep(SLOW_MILLIS);
        case "reset" -> {
          socket.setSoLinger(true, 0);
          return false;
        }
        case "open" -> {
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
          return false;
        }
        default -> out.write(many(directives.toMatchResult()));
      }
    }
    out.write(bytes(script.substring(sent)));
    return true;
  }

  private static byte[] many(MatchResult directive) {
    if (directive.group(2) != null) {
      return bytes("x".repeat(Integer.parseInt(directive.group(2))));
    }
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < Integer.parseInt(directive.group(3)); i++) {
      headers.append("X-").append(i).append(": value of a header\r\n");
    }
    return bytes(headers.toString());
  }

  private static byte[] bytes(String escaped) {
    return escaped.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void readHead(InputStream in) throws IOException {
    int last = 0;
    while (last != ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n')) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      last = last << 8 | next;
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "odd-server");
    thread.setDaemon(true);
    thread.start();
  }
}
