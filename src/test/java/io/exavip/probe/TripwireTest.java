package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A probe with a tripwire on a timeline that the test sets; patience 200 ms; times in millis. */
class TripwireTest {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;

  private static final SocketAddress SERVER = new InetSocketAddress("127.0.0.1", 8080);

  private static final class Connection implements KeptConnection {
    private final Optional<Boolean> accepted;
    private final boolean served;
    private boolean open = true;

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
  private final Tripwire tripwire =
      new Tripwire("app", TripwireUse.ON, Duration.ofMillis(200), timeline);
  private final List<CompletableFuture<ProbeResult>> attempts = new ArrayList<>();
  private final List<Long> hints = new ArrayList<>();
  private final WiredProbe probe =
      new WiredProbe(
          () -> {
            attempts.add(new CompletableFuture<>());
            return attempts.get(attempts.size() - 1);
          },
          tripwire,
          this::isDeserted,
          timeline);
  private boolean deserted;
  private long now;

  TripwireTest() {
    probe.onHint(() -> hints.add(now()));
  }

  @Test
  void theNextConnectionTakesThePlaceOfTheOneBefore() {
    Connection first = succeed();
    Connection second = succeed();
    assertThat(first.open).isFalse();
    assertThat(second.open).isTrue();
    assertThat(tripwire.held()).isSameAs(second);
  }

  @Test
  void aConnectionThatTheServerClosesIsAHint() {
    proven();
    Connection held = succeed();
    pass(3 * SECOND);
    tripwire.closed(held);
    pass(0);
    assertThat(hints).containsExactly(now());
    assertThat(tripwire.held()).isNull();
  }

  @Test
  void whereNobodyListensAnyMoreAProbeHasFailedBeforeItIsMade() {
    proven();
    deserted = true;
    tripwire.closed(succeed());
    pass(0);
    int made = attempts.size();
    assertThat(probe.start().join().reason()).isEqualTo("connection refused");
    assertThat(probe.start().join().healthy()).isFalse();
    assertThat(attempts).hasSize(made);
  }

  @Test
  void whereSomebodyStillListensTheProbeDecides() {
    proven();
    tripwire.closed(succeed());
    pass(0);
    assertThat(probe.start()).isNotDone();
  }

  @Test
  void aSecondAfterTheEndOfTheConnectionTheProbeDecides() {
    proven();
    deserted = true;
    tripwire.closed(succeed());
    pass(SECOND);
    assertThat(probe.start()).isNotDone();
  }

  @Test
  void afterASuccessTheProbeDecides() {
    proven();
    tripwire.closed(succeed());
    pass(0);
    succeed();
    deserted = true;
    assertThat(probe.start()).isNotDone();
  }

  @Test
  void aNewConnectionIsTakenEveryFourSeconds() {
    proven();
    assertThat(tripwire.wantsConnection()).isFalse();
    pass(4 * SECOND - 1);
    assertThat(tripwire.wantsConnection()).isFalse();
    pass(1);
    assertThat(tripwire.wantsConnection()).isTrue();
  }

  @Test
  void aServerThatClosesConnectionsSoonerHasThemReplacedBeforeThat() {
    proven();
    pass(2 * SECOND);
    tripwire.closed(tripwire.held());
    pass(0);
    succeed();
    pass(799);
    assertThat(tripwire.wantsConnection()).isFalse();
    pass(1);
    assertThat(tripwire.wantsConnection()).isTrue();
  }

  @Test
  void theSameHoldsWhereTheyAreClosedWithinASecond() {
    proven();
    pass(998);
    tripwire.closed(tripwire.held());
    pass(2);
    succeed();
    pass(400);
    assertThat(tripwire.wantsConnection()).isTrue();
  }

  @Test
  void asLongAsTheServerIsNotProvenEveryConnectionIsWanted() {
    succeed();
    assertThat(tripwire.wantsConnection()).isTrue();
  }

  @Test
  void whileThereIsToBeNoneNoConnectionIsWanted() {
    assertThat(blocked()).isTrue();
    assertThat(blocked()).isTrue();
    assertThat(tripwire.wantsConnection()).isFalse();
  }

  @Test
  void aConnectionThatIsClosedFromHereIsNoHint() {
    proven();
    Connection replaced = succeed();
    Connection released = succeed();
    probe.rest();
    tripwire.closed(replaced);
    tripwire.closed(released);
    pass(MINUTE);
    assertThat(released.open).isFalse();
    assertThat(hints).isEmpty();
  }

  @Test
  void aFailureLetsItGo() {
    Connection held = succeed();
    fail();
    assertThat(held.open).isFalse();
  }

  @Test
  void aServerThatClosesIdleConnectionsAtLeisureGetsANewOneEachTime() {
    proven();
    for (int i = 0; i < 10; i++) {
      Connection held = succeed();
      pass(5 * SECOND);
      tripwire.closed(held);
      pass(0);
    }
    assertThat(hints).hasSize(10);
  }

  @Test
  void aServerThatClosesAtOnceIsTriedAgainAfterEverLongerTimes() {
    proven();
    probe.rest();
    long end = now() + 60 * MINUTE;
    while (now() < end) {
      Connection kept = succeed();
      if (kept.open) {
        pass(1);
        tripwire.closed(kept);
      }
      pass(SECOND);
    }
    assertThat(hints).hasSizeBetween(12, 17); // 0 + 1 + 2 + 4 + … seconds, at most 10 minutes
  }

  @Test
  void aServerThatLetsItLastFromProbeToProbeIsForgivenWhatItDidBefore() {
    proven();
    for (int i = 0; i < 5; i++) {
      tripwire.closed(succeed());
      pass(MINUTE);
    }
    succeed();
    tripwire.closed(succeed());
    pass(0);
    assertThat(succeed().open).isTrue();
  }

  @Test
  void aLateProbeHasTheConnectionClosedSoThatTheServerIsFreeForIt() {
    Connection held = succeed();
    probe.start();
    pass(199);
    assertThat(held.open).isTrue();
    pass(1);
    assertThat(held.open).isFalse();
  }

  @Test
  void aProbeThatIsAnsweredInTimeLetsItBe() {
    Connection held = succeed();
    probe.start();
    pass(100);
    last().complete(ProbeResult.success("ok"));
    pass(MINUTE);
    assertThat(held.open).isTrue();
  }

  @Test
  void aServerThatTakesOneConnectionAtATimeIsBlockedTwiceAndThenLeftInPeace() {
    assertThat(blocked()).isTrue();
    assertThat(blocked()).isTrue();
    assertThat(blocked()).isFalse();
    pass(9 * MINUTE);
    assertThat(blocked()).isFalse();
    pass(MINUTE);
    assertThat(blocked()).isTrue(); // one trial, and twice the time
    pass(19 * MINUTE);
    assertThat(blocked()).isFalse();
    pass(MINUTE);
    assertThat(blocked()).isTrue();
  }

  @Test
  void aSlowServerThatTakesManyConnectionsKeepsItsTripwire() {
    proven();
    for (int i = 0; i < 9; i++) {
      assertThat(blocked()).isTrue();
    }
    proven();
    assertThat(blocked()).isTrue();
  }

  @Test
  void whetherTheServerTakesASecondConnectionIsAskedWithoutWaitingAnInterval() {
    succeed();
    pass(199);
    assertThat(hints).isEmpty();
    pass(1);
    assertThat(hints).containsExactly(200L);
    proven();
    pass(MINUTE);
    assertThat(hints).hasSize(1);
  }

  @Test
  void aTcpServerThatTakesASecondConnectionKeepsItsTripwire() {
    Connection first = succeed(new Connection(Optional.of(true)));
    Connection second = succeed(new Connection(Optional.of(true)));
    assertThat(succeed(new Connection(Optional.of(true))).open).isFalse(); // one trial at a time
    pass(499);
    assertThat(first.open).isTrue();
    pass(1);
    assertThat(first.open).isFalse();
    assertThat(tripwire.held()).isSameAs(second);
    Connection third = succeed(new Connection(Optional.empty()));
    assertThat(tripwire.held()).isSameAs(third);
  }

  @Test
  void aTcpServerThatTakesNoSecondConnectionIsFreedAndLeftInPeace() {
    Connection first = succeed(new Connection(Optional.of(true)));
    Connection second = succeed(new Connection(Optional.of(false)));
    pass(500);
    assertThat(first.open).isFalse();
    assertThat(second.open).isFalse();
    pass(9 * MINUTE);
    assertThat(succeed(new Connection(Optional.of(true))).open).isFalse();
  }

  @Test
  void whereNobodyCanTellATcpServerHasATripwireOnlyIfTheUserWantsIt() {
    succeed(new Connection(Optional.empty()));
    succeed(new Connection(Optional.empty()));
    pass(500);
    assertThat(tripwire.held()).isNotNull(); // on
  }

  private boolean isDeserted(SocketAddress server) {
    return deserted && server.equals(SERVER);
  }

  /** A probe succeeds, and its connection is kept. */
  private Connection succeed() {
    return succeed(new Connection());
  }

  private Connection succeed(Connection connection) {
    probe.start();
    last().complete(ProbeResult.success("ok"));
    return kept(connection);
  }

  private Connection kept(Connection connection) {
    tripwire.hold(connection);
    pass(0);
    return connection;
  }

  private void fail() {
    probe.start();
    last().complete(ProbeResult.failure("no"));
    pass(0);
  }

  /** The server answers while a connection is open. */
  private void proven() {
    succeed();
    succeed();
  }

  /** The server answers only when the connection held is closed; whether there was one. */
  private boolean blocked() {
    Connection held = kept(new Connection());
    boolean blocked = held.open;
    probe.start();
    pass(200);
    last().complete(ProbeResult.success("ok"));
    pass(0);
    return blocked;
  }

  private CompletableFuture<ProbeResult> last() {
    return attempts.get(attempts.size() - 1);
  }

  private long now() {
    return timeline.nanos() / MILLI;
  }

  private void pass(long millis) {
    now = now() + millis;
    timeline.advanceTo(now * MILLI);
  }
}
