package io.exavip.probe;

import io.exavip.probe.tripwire.Tripwire;
import io.exavip.probe.tripwire.VertxInside;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Sends the HTTP request of a check through the Quarkus REST client, without blocking a thread.
 * Each check has the next of the event loops.
 */
final class HttpProbe implements Probe {
  private final HttpCheck check;
  private final Duration timeout;
  private final Reach reach;
  private final Supplier<HttpApi> client;
  private final Optional<Tripwire> tripwire;
  private final BodyJudge judge;
  private final Context eventLoop;

  HttpProbe(
      HttpCheck check,
      Duration timeout,
      Reach reach,
      Supplier<HttpApi> client,
      Optional<Tripwire> tripwire,
      BodyJudge judge,
      Vertx vertx) {
    this.check = check;
    this.timeout = timeout;
    this.reach = reach;
    this.client = client;
    this.tripwire = tripwire;
    this.judge = judge;
    this.eventLoop = VertxInside.eventLoop(vertx);
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    Optional<Tripwire> keeper = tripwire.filter(Tripwire::wantsConnection);
    return reach.first(
        check.server(), timeout, ProbeResult.FAILURES, address -> send(address, keeper));
  }

  /** The REST client is given an address: it knows no way to have a name resolved by others. */
  private HttpExchange send(InetAddress address, Optional<Tripwire> keeper) {
    URI uri = check.at(address);
    HttpExchange exchange = new HttpExchange(check, address, keeper, judge);
    Context context = VertxContext.createNewDuplicatedContext(eventLoop);
    context.putLocal(HttpExchange.class, exchange); // found again when the request is made
    context.runOnContext(
        started -> {
          try {
            HttpApi api = client.get();
            exchange.follow(check.method() == HttpCheck.Method.HEAD ? api.head(uri) : api.get(uri));
          } catch (RuntimeException e) {
            exchange.result().completeExceptionally(e);
          }
        });
    return exchange;
  }
}
