package io.exavip.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;

/** One connection of a {@link RudeServer}. Every call ends by an exception once the client goes. */
public final class RudeConnection {
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Queue<List<String>> heads;
  private final AtomicLong sent;

  RudeConnection(Socket socket, Queue<List<String>> heads, AtomicLong sent) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.heads = heads;
    this.sent = sent;
  }

  /** The session of a connection by TLS, its handshake done. */
  ExtendedSSLSession session() {
    return (ExtendedSSLSession) ((SSLSocket) socket).getSession();
  }

  /** Reads a request up to the empty line. */
  public void readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the client closed before the request was complete");
      }
      head.write(next);
    }
    heads.add(head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList());
  }

  /** Takes whatever comes, until the client closes. */
  void readToEnd() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    sent.addAndGet(bytes.length);
  }

  /** Sends the same text again and again, until the client closes. */
  void sendForever(String text, Duration pause) throws IOException {
    while (true) {
      send(text);
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
