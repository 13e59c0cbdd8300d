package io.exavip.webapp;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** How an app treats its connections and requests. Holds no lock while it waits for anything. */
final class Behaviour {
  private final String id;
  private final Set<HttpConnection> connections = new HashSet<>();
  private final Queue<HttpServerRequest> held = new ArrayDeque<>();
  private WebApp.Mode mode = WebApp.Mode.CRASHED;

  Behaviour(String id) {
    this.id = id;
  }

  synchronized WebApp.Mode mode() {
    return mode;
  }

  synchronized void become(WebApp.Mode next) {
    mode = next;
    if (next != WebApp.Mode.HANGING) {
      held.forEach(this::answer);
      held.clear();
    }
  }

  synchronized void onConnection(HttpConnection connection) {
    connections.add(connection);
    connection.closeHandler(closed -> forget(connection));
  }

  synchronized void onRequest(HttpServerRequest request) {
    if (mode == WebApp.Mode.HANGING) {
      held.add(request);
    } else {
      answer(request);
    }
  }

  /** Closes the connections that wait for a next request, but for one. */
  synchronized void closeIdle(HttpConnection except) {
    Set<HttpConnection> idle = new HashSet<>(connections);
    idle.remove(except);
    held.forEach(request -> idle.remove(request.connection()));
    idle.forEach(HttpConnection::close);
  }

  private synchronized void forget(HttpConnection connection) {
    connections.remove(connection);
    held.removeIf(request -> request.connection() == connection);
  }

  private void answer(HttpServerRequest request) {
    switch (mode) {
      case HEALTHY -> request.response().putHeader("Content-Type", "text/plain").end(id);
      case ERROR -> request.response().setStatusCode(500).end();
      default -> request.connection().close();
    }
  }
}
