package io.exavip.probe;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens a TCP connection, and closes it at once unless the tripwire takes it. */
final class TcpProbe implements Probe {
  private final TcpCheck check;
  private final Optional<Tripwire> tripwire;
  private final Vertx vertx;
  private final NetClient client;

  TcpProbe(TcpCheck check, Duration timeout, Optional<Tripwire> tripwire, Vertx vertx) {
    this.check = check;
    this.tripwire = tripwire;
    this.vertx = vertx;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    Optional<Tripwire> keeper = tripwire.filter(Tripwire::wantsConnection);
    long startedAt = System.nanoTime();
    client
        .connect(check.port(), check.host())
        .onSuccess(
            socket -> {
              long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
              boolean counts =
                  result.complete(ProbeResult.success("connected in " + millis + " ms"));
              if (counts
                  && keeper
                      .filter(wire -> wire.allows(((ConnectionBase) socket).channel()))
                      .isPresent()) {
                keeper.get().hold(new KeptTcpConnection(socket, keeper.get(), vertx));
              } else {
                socket.close();
              }
            })
        .onFailure(error -> result.complete(ProbeResult.failure(FailureReason.of(error))));
    return result;
  }
}
