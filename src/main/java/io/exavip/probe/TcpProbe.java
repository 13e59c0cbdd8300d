package io.exavip.probe;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens a TCP connection and closes it at once. */
final class TcpProbe implements Probe {
  private final TcpCheck check;
  private final NetClient client;

  TcpProbe(TcpCheck check, Duration timeout, Vertx vertx) {
    this.check = check;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    long startedAt = System.nanoTime();
    client
        .connect(check.port(), check.host())
        .onSuccess(NetSocket::close)
        .onSuccess(
            socket -> {
              long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
              result.complete(ProbeResult.success("connected in " + millis + " ms"));
            })
        .onFailure(error -> result.complete(ProbeResult.failure(FailureReason.of(error))));
    return result;
  }
}
