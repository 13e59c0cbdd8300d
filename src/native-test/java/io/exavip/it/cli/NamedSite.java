package io.exavip.it.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web site on a free loopback port that tells a name, as the web app behind a VIP does. */
final class NamedSite implements AutoCloseable {
  private final InetSocketAddress address;
  private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private Socket placeholder = new Socket();
  private volatile String body;
  private volatile int status = 200;
  private volatile boolean hangs;
  private volatile String lastRequest = "";

  NamedSite(String name) {
    this("127.0.0.1", name);
  }

  NamedSite(String host, String name) {
    body = name;
    try {
      server = open(new InetSocketAddress(host, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    address = server.getAddress();
  }

  String url() {
    String host = address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
  }

  int port() {
    return address.getPort();
  }

  /** Another server has taken over. */
  void becomes(String name) {
    body = name;
  }

  void answers(int code) {
    status = code;
  }

  /** Requests are taken and not answered from now on, or answered again. */
  void hangs(boolean silent) {
    hangs = silent;
  }

  /**
   * The port is closed, as after a crash. A socket that does not listen keeps it, lest a client
   * gets it as its own.
   */
  void dies() {
    server.stop(0);
    try {
      placeholder = new Socket();
      placeholder.setReuseAddress(true);
      placeholder.bind(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port is open again. */
  void comesBack() {
    try {
      placeholder.close();
      server = open(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int requests() {
    return requests.get();
  }

  /** How many connections there were. */
  int connections() {
    return clients.size();
  }

  /** Path, Host and User-Agent of the last request. */
  String lastRequest() {
    return lastRequest;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      placeholder.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpServer open(InetSocketAddress where) throws IOException {
    HttpServer opened = HttpServer.create(where, 1000);
    opened.setExecutor(threads);
    opened.createContext("/", this::answer);
    opened.start();
    return opened;
  }

  private void answer(HttpExchange exchange) throws IOException {
    clients.add(exchange.getRemoteAddress());
    lastRequest =
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Host")
            + " "
            + exchange.getRequestHeaders().getFirst("User-Agent");
    requests.incrementAndGet();
    if (hangs) {
      return; // the exchange stays open
    }
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
