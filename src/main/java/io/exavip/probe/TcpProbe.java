package io.exavip.probe;

import io.exavip.probe.tripwire.KeptTcpConnection;
import io.exavip.probe.tripwire.Tripwire;
import io.exavip.probe.tripwire.VertxInside;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Opens a TCP connection, and closes it at once unless the tripwire takes it. */
final class TcpProbe implements Probe {
  private final TcpCheck check;
  private final Duration timeout;
  private final Reach reach;
  private final Optional<Tripwire> tripwire;
  private final Vertx vertx;
  private final NetClient client;

  TcpProbe(
      TcpCheck check, Duration timeout, Reach reach, Optional<Tripwire> tripwire, Vertx vertx) {
    this.check = check;
    this.timeout = timeout;
    this.reach = reach;
    this.tripwire = tripwire;
    this.vertx = vertx;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout(Math.toIntExact(timeout.toMillis())));
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    Optional<Tripwire> keeper = tripwire.filter(Tripwire::wantsConnection);
    long startedAt = System.nanoTime();
    return reach.first(
        check.host(),
        timeout,
        ProbeResult.FAILURES,
        address -> {
          Connection connection = new Connection(keeper, startedAt);
          connection.open(address);
          return connection;
        });
  }

  /** A connection to one address. */
  private final class Connection implements AddressRace.Attempt<ProbeResult> {
    private final Optional<Tripwire> keeper;
    private final long startedAt;
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();

    Connection(Optional<Tripwire> keeper, long startedAt) {
      this.keeper = keeper;
      this.startedAt = startedAt;
    }

    @Override
    public CompletableFuture<Void> connected() {
      return connected;
    }

    @Override
    public CompletableFuture<ProbeResult> result() {
      return result;
    }

    void open(InetAddress address) {
      client
          .connect(SocketAddress.inetSocketAddress(new InetSocketAddress(address, check.port())))
          .onSuccess(this::onOpen)
          .onFailure(error -> result.complete(Shortage.outcome(error, address)));
    }

    private void onOpen(NetSocket socket) {
      Channel channel = VertxInside.channel(socket);
      if (SelfConnection.is(channel)) {
        socket.close();
        result.complete(ProbeResult.failure(FailureReason.REFUSED));
        return;
      }
      connected.complete(null);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
      boolean counts = result.complete(ProbeResult.success("connected in " + millis + " ms"));
      if (counts && keeper.filter(wire -> wire.allows(channel)).isPresent()) {
        keeper.get().hold(new KeptTcpConnection(socket, keeper.get(), vertx));
      } else {
        socket.close();
      }
    }
  }
}
