package io.exavip.probe;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends the HTTP request of a check through the Quarkus REST client, without blocking a thread. */
final class HttpProbe implements Probe {
  private final HttpCheck check;
  private final HttpApi client;
  private final Optional<Tripwire> tripwire;
  private final Context eventLoop;

  HttpProbe(HttpCheck check, HttpApi client, Optional<Tripwire> tripwire, Vertx vertx) {
    this.check = check;
    this.client = client;
    this.tripwire = tripwire;
    this.eventLoop = vertx.getOrCreateContext();
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    HttpExchange exchange = new HttpExchange(check, tripwire);
    Context context = VertxContext.createNewDuplicatedContext(eventLoop);
    context.putLocal(HttpExchange.class, exchange); // found again when the request is made
    context.runOnContext(
        started -> {
          try {
            exchange.follow(
                check.method() == HttpCheck.Method.HEAD
                    ? client.head(check.uri())
                    : client.get(check.uri()));
          } catch (RuntimeException e) {
            exchange.result().completeExceptionally(e);
          }
        });
    return exchange.result();
  }
}
