package io.exavip.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A server that serves a connection to its end before it takes the next. */
public final class OneAtATime implements AutoCloseable {
  private final ServerSocket listener;
  private final String answer;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  public OneAtATime(String answer) {
    this.answer = answer;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "one-at-a-time");
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections the client has not closed yet, of those that were taken. */
  public int open() {
    return open.get();
  }

  /** How many connections there have been. */
  public int taken() {
    return taken.get();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        open.incrementAndGet();
        taken.incrementAndGet();
        Manners.keepingAlive(answer)
            .serve(new RudeConnection(socket, new ConcurrentLinkedQueue<>(), new AtomicLong()));
      } catch (IOException e) {
        open.updateAndGet(count -> Math.max(0, count - 1)); // the client has gone
      }
    }
  }
}
