package io.exavip.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A server that has a limit on its connections, and may notice late that one was closed. */
public final class LimitedServer implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** What becomes of a connection that is one too many. */
  public enum Way {
    UNAVAILABLE,
    CLOSED,
    RESET
  }

  private final ServerSocket listener;
  private final int limit;
  private final Duration notice;
  private final Way way;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger turnedAway = new AtomicInteger();

  public LimitedServer(int limit, Duration notice, Way way) {
    this.limit = limit;
    this.notice = notice;
    this.way = way;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  public Check check() {
    return Http.get("http://127.0.0.1:" + listener.getLocalPort() + "/").check();
  }

  /** The connection of somebody else. */
  public Socket user() {
    try {
      int before = open.get();
      Socket user = new Socket(listener.getInetAddress(), listener.getLocalPort());
      Eventually.until("the user is let in", () -> open.get() > before);
      return user;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many connections it thinks are open. */
  public int open() {
    return open.get();
  }

  public int turnedAway() {
    return turnedAway.get();
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
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        if (open.get() >= limit) {
          turnedAway.incrementAndGet();
          turnAway(socket);
        } else {
          open.incrementAndGet();
          daemon(() -> serve(socket));
        }
      } catch (IOException e) {
        // closed by either side
      }
    }
  }

  private void turnAway(Socket socket) throws IOException {
    try (socket) {
      switch (way) {
        case UNAVAILABLE ->
            Manners.status(503)
                .serve(new RudeConnection(socket, new ConcurrentLinkedQueue<>(), new AtomicLong()));
        case RESET -> socket.setSoLinger(true, 0);
        case CLOSED -> socket.shutdownOutput();
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Manners.keepingAlive(OK)
          .serve(new RudeConnection(socket, new ConcurrentLinkedQueue<>(), new AtomicLong()));
    } catch (IOException e) {
      // the client has gone
    }
    long until = System.nanoTime() + notice.toNanos();
    for (long left = notice.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    open.decrementAndGet();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "limited-server");
    thread.setDaemon(true);
    thread.start();
  }
}
