package io.exavip.probe.tripwire;

import io.exavip.probe.ProbeResult;
import io.exavip.time.ManualTimeline;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A probe with a tripwire on a timeline that the test sets; patience 200 ms; times in millis. */
final class TripwireBench {
  private static final long MILLI = 1_000_000;
  static final long TIMEOUT = 2000;
  static final long SECOND = 1000;
  static final long MINUTE = 60 * SECOND;

  private static final SocketAddress SERVER = new InetSocketAddress("127.0.0.1", 8080);

  static final class Connection implements KeptConnection {
    private final Optional<Boolean> accepted;
    private final boolean served;
    boolean open = true;

    /** Of an HTTP probe. */
    Connection() {
      this.served = true;
      this.accepted = Optional.of(true);
    }

    /** Of a TCP probe. */
    Connection(Optional<Boolean> accepted) {
      this.served = false;
      this.accepted = accepted;
    }

    @Override
    public void close() {
      open = false;
    }

    @Override
    public SocketAddress server() {
      return SERVER;
    }

    @Override
    public boolean isServed() {
      return served;
    }

    @Override
    public CompletableFuture<Optional<Boolean>> isAccepted() {
      return CompletableFuture.completedFuture(accepted);
    }
  }

  private final ManualTimeline timeline = new ManualTimeline();
  final Tripwire tripwire = new Tripwire("app", TripwireUse.ON, Duration.ofMillis(200), timeline);
  final List<CompletableFuture<ProbeResult>> attempts = new ArrayList<>();
  final List<Long> hints = new ArrayList<>();
  final TripwireProbe probe =
      new TripwireProbe(
          () -> {
            attempts.add(new CompletableFuture<>());
            return attempts.get(attempts.size() - 1);
          },
          tripwire,
          this::isDeserted,
          Duration.ofMillis(TIMEOUT),
          timeline);
  boolean deserted;
  private long now;

  TripwireBench() {
    probe.onHint(() -> hints.add(now()));
  }

  private boolean isDeserted(SocketAddress server) {
    return deserted && server.equals(SERVER);
  }

  /** A probe succeeds, and its connection is kept. */
  Connection succeed() {
    return succeed(new Connection());
  }

  Connection succeed(Connection connection) {
    probe.start();
    last().complete(ProbeResult.success("ok"));
    return kept(connection);
  }

  Connection kept(Connection connection) {
    tripwire.hold(connection);
    pass(0);
    return connection;
  }

  void fail() {
    probe.start();
    last().complete(ProbeResult.failure("no"));
    pass(0);
  }

  /** The server answers while a connection is open. */
  void proven() {
    succeed();
    succeed();
  }

  /** The server answers only when the connection held is closed; whether there was one. */
  boolean blocked() {
    Connection held = kept(new Connection());
    boolean blocked = held.open;
    probe.start();
    pass(200);
    last().complete(ProbeResult.success("ok"));
    pass(0);
    return blocked;
  }

  CompletableFuture<ProbeResult> last() {
    return attempts.get(attempts.size() - 1);
  }

  long now() {
    return timeline.nanos() / MILLI;
  }

  void pass(long millis) {
    now = now() + millis;
    timeline.advanceTo(now * MILLI);
  }
}
