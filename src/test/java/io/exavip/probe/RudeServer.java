package io.exavip.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/** A server on a free loopback port that treats each connection as it is told to. */
public final class RudeServer implements AutoCloseable {
  private static final int BACKLOG = 200;

  private final String host;
  private final ServerSocket listener;
  private final Manners manners;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();
  private final Queue<List<String>> heads = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private RudeServer(String host, int port, ServerSocketFactory sockets, Manners manners) {
    this.host = host;
    this.manners = manners;
    try {
      listener = sockets.createServerSocket(port, BACKLOG, InetAddress.getByName(host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon("rude-server-" + listener.getLocalPort(), this::accept);
  }

  public static RudeServer with(Manners manners) {
    return at("127.0.0.1", manners);
  }

  public static RudeServer at(String host, Manners manners) {
    return at(host, 0, manners);
  }

  public static RudeServer at(String host, int port, Manners manners) {
    return new RudeServer(host, port, ServerSocketFactory.getDefault(), manners);
  }

  public static RudeServer tls(ServerSocketFactory sockets, Manners manners) {
    return new RudeServer("127.0.0.1", 0, sockets, manners);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The server's URL; the rest begins with a slash, a question mark, or is empty. */
  public String http(String rest) {
    return "http://" + bracketed() + ":" + port() + rest;
  }

  public String https(String rest) {
    return "https://" + bracketed() + ":" + port() + rest;
  }

  /** How many connections there have been. */
  public int accepted() {
    return accepted.get();
  }

  /** How many connections the client has not closed yet. */
  public int open() {
    return open.get();
  }

  /** Closes all connections from the server's side. */
  public void hangUp() {
    sockets.forEach(RudeServer::close);
  }

  /** How many bytes of bodies the client's side has taken. */
  long sent() {
    return sent.get();
  }

  /** The lines of each request, from the first to the one before the empty one. */
  List<List<String>> requests() {
    return List.copyOf(heads);
  }

  /** The lines of the only request. */
  public List<String> request() {
    List<List<String>> all = requests();
    if (all.size() != 1) {
      throw new AssertionError("one request expected, there were " + all);
    }
    return all.get(0);
  }

  @Override
  public void close() {
    sockets.forEach(RudeServer::close);
    close(listener);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.incrementAndGet(); // first: whoever sees a connection taken sees it open
        accepted.incrementAndGet();
        sockets.add(socket);
        daemon("rude-connection-" + port(), () -> serve(socket));
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try {
      manners.serve(new RudeConnection(socket, heads, sent));
    } catch (IOException e) {
      // the client has had enough
    } finally {
      close(socket);
      sockets.remove(socket);
      open.decrementAndGet();
    }
  }

  private String bracketed() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // nothing is left to be done with it
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
