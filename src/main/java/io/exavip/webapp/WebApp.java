package io.exavip.webapp;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/** A web app that answers its ID as text/plain, and can be told to fail. */
public final class WebApp {
  private static final String LOOPBACK = "127.0.0.1";

  /** How the app behaves. */
  public enum Mode {
    /** Answers 200. */
    HEALTHY,
    /** Answers 500. */
    ERROR,
    /** Takes connections and requests, and never answers. */
    HANGING,
    /** Is not there: its port is closed, as after a crash. */
    CRASHED
  }

  private final Vertx vertx;
  private final String id;
  private volatile Mode mode = Mode.CRASHED;
  private int port;
  private HttpServer server;

  /**
   * Makes an app that is not there yet.
   *
   * @param vertx runs it
   * @param id what it answers
   */
  public WebApp(Vertx vertx, String id) {
    this.vertx = vertx;
    this.id = id;
  }

  /**
   * Makes the app behave in another way. Blocks until the port is open or closed.
   *
   * @param next how from now on
   */
  public synchronized void become(Mode next) {
    mode = next;
    if (next == Mode.CRASHED && server != null) {
      server.close().toCompletionStage().toCompletableFuture().join();
      server = null;
    } else if (next != Mode.CRASHED && server == null) {
      HttpServer opened = vertx.createHttpServer().requestHandler(this::answer);
      opened.listen(port, LOOPBACK).toCompletionStage().toCompletableFuture().join();
      server = opened;
      port = opened.actualPort();
    }
  }

  /**
   * Where the app answers.
   *
   * @return its URL on loopback; the port is a free one, and stays the same
   */
  public synchronized String url() {
    return "http://" + LOOPBACK + ":" + port + "/";
  }

  private void answer(HttpServerRequest request) {
    switch (mode) {
      case HEALTHY -> request.response().putHeader("Content-Type", "text/plain").end(id);
      case ERROR -> request.response().setStatusCode(500).end();
      default -> {
        // hanging: the request stays open until the client closes it
      }
    }
  }
}
