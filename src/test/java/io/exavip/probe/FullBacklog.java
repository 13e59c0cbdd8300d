package io.exavip.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port that answers no SYN: its listener accepts nothing, and the queue before it is full. */
public final class FullBacklog implements AutoCloseable {
  private static final int NO_ANSWER_MILLIS = 200;
  private static final int MOST = 64;

  private final ServerSocket listener;
  private final List<Socket> queued = new ArrayList<>();

  public FullBacklog() {
    try {
      listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (Socket socket : queued) {
        socket.close();
      }
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < MOST; i++) {
      Socket socket = new Socket();
      queued.add(socket);
      try {
        socket.connect(new InetSocketAddress("127.0.0.1", port()), NO_ANSWER_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IllegalStateException("the queue took " + MOST + " connections and is not full");
  }
}
