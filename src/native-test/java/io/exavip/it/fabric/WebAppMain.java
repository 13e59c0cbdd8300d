package io.exavip.it.fabric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The web app's program: listens on 127.0.0.1 and reads from stdin how to behave: {@code ok},
 * {@code 500} or {@code hang}. Each word is repeated on stdout as soon as it holds. It ends with
 * its stdin.
 */
final class WebAppMain {

  private static volatile String mode = "ok";

  private WebAppMain() {}

  public static void main(String[] arguments) throws IOException {
    ServerSocket server =
        new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getByName("127.0.0.1"));
    background(() -> accept(server));
    BufferedReader stdin = reader(System.in);
    for (String word = stdin.readLine(); word != null; word = stdin.readLine()) {
      mode = word;
      System.out.println(word);
    }
    System.exit(0);
  }

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket client = server.accept();
        background(() -> serve(client));
      } catch (IOException e) {
        System.err.println(e);
      }
    }
  }

  private static void serve(Socket client) {
    try (client) {
      BufferedReader request = reader(client.getInputStream());
      while (readHead(request)) {
        switch (mode) {
          case "ok" -> answer(client, "200 OK");
          case "500" -> answer(client, "500 Internal Server Error");
          default -> request.read(); // Silent until the client gives up.
        }
      }
    } catch (IOException e) {
      // The client has gone: nobody to tell.
    }
  }

  /** Reads up to the empty line; false when the client closes instead. */
  private static boolean readHead(BufferedReader request) throws IOException {
    String line = request.readLine();
    while (line != null && !line.isEmpty()) {
      line = request.readLine();
    }
    return line != null;
  }

  private static void answer(Socket client, String status) throws IOException {
    String text =
        "HTTP/1.1 " + status + "\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n\r\nPRI\n";
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static BufferedReader reader(java.io.InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII));
  }

  private static void background(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }
}
