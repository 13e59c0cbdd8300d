package io.exavip.webapp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.CompletionException;

/** A web app that answers its ID as text/plain, and can be told to fail. */
public final class WebApp implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** How the app behaves. */
  public enum Mode {
    /** Answers 200. */
    HEALTHY,
    /** Answers 500. */
    ERROR,
    /** Takes connections and requests, and answers none before this is over. */
    HANGING,
    /** Is not there: its port is closed, as after a crash. */
    CRASHED
  }

  private final Vertx vertx;
  private final String host;
  private final Behaviour behaviour;
  private final ControlPath control;
  private int port;
  private HttpServer server;

  /**
   * Makes an app that is not there yet: on a free port of loopback, and without a control path.
   *
   * @param vertx runs it
   * @param id what it answers
   */
  public WebApp(Vertx vertx, String id) {
    this(vertx, id, SocketAddress.inetSocketAddress(0, LOOPBACK), null);
  }

  /**
   * Makes an app that is not there yet.
   *
   * @param vertx runs it
   * @param id what it answers
   * @param where its address, 0.0.0.0 for all, those of IPv6 included; and its port, 0 for a free
   *     one
   * @param die ends the program when the control path says so; null: there is no control path
   */
  public WebApp(Vertx vertx, String id, SocketAddress where, Runnable die) {
    this.vertx = vertx;
    this.host = where.host();
    this.port = where.port();
    this.behaviour = new Behaviour(id);
    this.control = die == null ? null : new ControlPath(behaviour, die);
  }

  /**
   * Makes the app behave in another way. Blocks until the port is open or closed.
   *
   * @param next how from now on; requests that a hang has held up are answered accordingly
   * @throws CompletionException if the port cannot be opened; the cause says why
   */
  public synchronized void become(Mode next) {
    behaviour.become(next);
    if (next == Mode.CRASHED) {
      closePort();
    } else if (server == null) {
      openPort();
    }
  }

  /**
   * Where the app answers.
   *
   * @return its URL on loopback; a free port, once found, stays the same
   */
  public synchronized String url() {
    return "http://" + LOOPBACK + ":" + port + "/";
  }

  /**
   * The port of the app.
   *
   * @return the port; 0 if it is to be a free one and the app has not been there yet
   */
  public synchronized int port() {
    return port;
  }

  /** Stops in order: what is owed is answered, then port and connections are closed. */
  @Override
  public synchronized void close() {
    behaviour.become(Mode.HEALTHY);
    closePort();
  }

  private void openPort() {
    HttpServer opened =
        vertx
            .createHttpServer()
            .connectionHandler(behaviour::onConnection)
            .requestHandler(
                request -> {
                  if (control == null || !control.takes(request)) {
                    behaviour.onRequest(request);
                  }
                });
    opened.listen(port, host).toCompletionStage().toCompletableFuture().join();
    server = opened;
    port = opened.actualPort();
  }

  private void closePort() {
    if (server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    }
  }
}
