package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeResult;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A tripwire at a server that takes one connection at a time, or may. Patience 200 ms; times in
 * milliseconds.
 */
class TripwireBlockedServerTest {
  private final TripwireBench bench = new TripwireBench();

  @Test
  void asLongAsTheServerIsNotProvenEveryConnectionIsWanted() {
    bench.succeed();
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void whileThereIsToBeNoneNoConnectionIsWanted() {
    assertThat(bench.blocked()).isTrue();
    assertThat(bench.blocked()).isTrue();
    assertThat(bench.tripwire.wantsConnection()).isFalse();
  }

  @Test
  void aLateProbeHasTheConnectionClosedSoThatTheServerIsFreeForIt() {
    TripwireBench.Connection held = bench.succeed();
    bench.probe.start();
    bench.pass(199);
    assertThat(held.open).isTrue();
    bench.pass(1);
    assertThat(held.open).isFalse();
  }

  @Test
  void aProbeThatIsAnsweredInTimeLetsItBe() {
    TripwireBench.Connection held = bench.succeed();
    bench.probe.start();
    bench.pass(100);
    bench.last().complete(ProbeResult.success("ok"));
    bench.pass(TripwireBench.MINUTE);
    assertThat(held.open).isTrue();
  }

  @Test
  void aServerThatTakesOneConnectionAtATimeIsBlockedTwiceAndThenLeftInPeace() {
    assertThat(bench.blocked()).isTrue();
    assertThat(bench.blocked()).isTrue();
    assertThat(bench.blocked()).isFalse();
    bench.pass(9 * TripwireBench.MINUTE);
    assertThat(bench.blocked()).isFalse();
    bench.pass(TripwireBench.MINUTE);
    assertThat(bench.blocked()).isTrue(); // one trial, and twice the time
    bench.pass(19 * TripwireBench.MINUTE);
    assertThat(bench.blocked()).isFalse();
    bench.pass(TripwireBench.MINUTE);
    assertThat(bench.blocked()).isTrue();
  }

  @Test
  void aSlowServerThatTakesManyConnectionsKeepsItsTripwire() {
    bench.proven();
    for (int i = 0; i < 9; i++) {
      assertThat(bench.blocked()).isTrue();
    }
    bench.proven();
    assertThat(bench.blocked()).isTrue();
  }

  @Test
  void whetherTheServerTakesASecondConnectionIsAskedWithoutWaitingAnInterval() {
    bench.succeed();
    bench.pass(199);
    assertThat(bench.hints).isEmpty();
    bench.pass(1);
    assertThat(bench.hints).containsExactly(200L);
    bench.proven();
    bench.pass(TripwireBench.MINUTE);
    assertThat(bench.hints).hasSize(1);
  }

  @Test
  void aTcpServerThatTakesASecondConnectionKeepsItsTripwire() {
    TripwireBench.Connection first = bench.succeed(new TripwireBench.Connection(Optional.of(true)));
    TripwireBench.Connection second =
        bench.succeed(new TripwireBench.Connection(Optional.of(true)));
    assertThat(bench.succeed(new TripwireBench.Connection(Optional.of(true))).open)
        .isFalse(); // one trial at a time
    bench.pass(499);
    assertThat(first.open).isTrue();
    bench.pass(1);
    assertThat(first.open).isFalse();
    assertThat(bench.tripwire.held()).isSameAs(second);
    TripwireBench.Connection third = bench.succeed(new TripwireBench.Connection(Optional.empty()));
    assertThat(bench.tripwire.held()).isSameAs(third);
  }

  @Test
  void aTcpServerThatTakesNoSecondConnectionIsFreedAndLeftInPeace() {
    TripwireBench.Connection first = bench.succeed(new TripwireBench.Connection(Optional.of(true)));
    TripwireBench.Connection second =
        bench.succeed(new TripwireBench.Connection(Optional.of(false)));
    bench.pass(500);
    assertThat(first.open).isFalse();
    assertThat(second.open).isFalse();
    bench.pass(9 * TripwireBench.MINUTE);
    assertThat(bench.succeed(new TripwireBench.Connection(Optional.of(true))).open).isFalse();
  }

  @Test
  void whereNobodyCanTellATcpServerHasATripwireOnlyIfTheUserWantsIt() {
    bench.succeed(new TripwireBench.Connection(Optional.empty()));
    bench.succeed(new TripwireBench.Connection(Optional.empty()));
    bench.pass(500);
    assertThat(bench.tripwire.held()).isNotNull(); // on
  }

  @Test
  void aProbeThatIsTurnedAwayIsRepeatedWithoutTheConnectionAndOnlyThatCounts() {
    bench.proven();
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.last().complete(ProbeResult.failure("HTTP 503, wanted 200-399"));
    bench.pass(0);
    assertThat(outcome).isNotDone();
    assertThat(bench.tripwire.held()).isNull();
    bench.last().complete(ProbeResult.success("ok"));
    bench.pass(0);
    assertThat(outcome).isCompletedWithValue(ProbeResult.success("ok"));
  }

  @Test
  void thenThereIsNoneForAMinuteAndTwiceAsLongEachFurtherTime() {
    turnedAway();
    bench.pass(59 * TripwireBench.SECOND);
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(TripwireBench.SECOND);
    turnedAway();
    bench.pass(2 * TripwireBench.MINUTE - 1);
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(1);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void aSickAppThatSaysSoIsKnownATenthOfASecondLater() {
    bench.proven();
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    ProbeResult sick = ProbeResult.failure("HTTP 503, wanted 200-399");
    bench.last().complete(sick);
    bench.pass(0);
    for (int pause : new int[] {20, 80}) {
      bench.last().complete(sick);
      bench.pass(pause);
      assertThat(outcome).isNotDone();
    }
    bench.last().complete(sick);
    bench.pass(0);
    assertThat(outcome).isCompletedWithValue(sick);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void anyOtherFailureCountsAtOnce() {
    bench.proven();
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.last().complete(ProbeResult.failure("HTTP 500, wanted 200-399"));
    bench.pass(0);
    assertThat(outcome).isDone();
  }

  @Test
  void aRefusedConnectionCountsAtOnceWhereTheIdleOneWasClosedAsWell() {
    TripwireBench.Connection held = bench.succeed();
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.tripwire.closed(held);
    bench.last().complete(ProbeResult.failure("connection refused"));
    bench.pass(0);
    assertThat(outcome).isDone();
  }

  private void turnedAway() {
    bench.proven();
    bench.probe.start();
    bench.last().complete(ProbeResult.failure("connection reset"));
    bench.pass(0);
    bench.last().complete(ProbeResult.success("ok"));
    bench.pass(0);
  }
}
