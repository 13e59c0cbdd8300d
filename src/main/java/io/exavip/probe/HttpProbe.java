package io.exavip.probe;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Sends the HTTP request of a check through the Quarkus REST client, without blocking a thread.
 * Each check has the next of the event loops.
 */
final class HttpProbe implements Probe {
  private final HttpCheck check;
  private final HttpApi client;
  private final Optional<Tripwire> tripwire;
  private final BodyJudge judge;
  private final Context eventLoop;

  HttpProbe(
      HttpCheck check, HttpApi client, Optional<Tripwire> tripwire, BodyJudge judge, Vertx vertx) {
    this.check = check;
    this.client = client;
    this.tripwire = tripwire;
    this.judge = judge;
    // The public way gives one and the same loop to all who ask from one thread.
    this.eventLoop = ((VertxInternal) vertx).createEventLoopContext();
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    HttpExchange exchange = new HttpExchange(check, tripwire, judge);
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
