package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeResult;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which connection is held, and what its end says. Patience 200 ms; times in milliseconds. */
class TripwireTest {
  private static final ProbeResult TURNED_AWAY = ProbeResult.failure("HTTP 503, expected 200");

  private final TripwireBench bench = new TripwireBench();

  @Test
  void theNextConnectionTakesThePlaceOfTheOneBefore() {
    TripwireBench.Connection first = bench.succeed();
    TripwireBench.Connection second = bench.succeed();
    assertThat(first.open).isFalse();
    assertThat(second.open).isTrue();
    assertThat(bench.tripwire.held()).isSameAs(second);
  }

  @Test
  void aConnectionThatTheServerClosesIsAHint() {
    bench.proven();
    TripwireBench.Connection held = bench.succeed();
    bench.pass(3 * TripwireBench.SECOND);
    bench.tripwire.closed(held);
    bench.pass(0);
    assertThat(bench.hints).containsExactly(bench.now());
    assertThat(bench.tripwire.held()).isNull();
  }

  @Test
  void whereNobodyListensAnyMoreAProbeHasFailedBeforeItIsMade() {
    bench.proven();
    bench.deserted = true;
    bench.tripwire.closed(bench.succeed());
    bench.pass(0);
    int made = bench.attempts.size();
    assertThat(bench.probe.start().join().reason()).isEqualTo("connection refused");
    assertThat(bench.probe.start().join().healthy()).isFalse();
    assertThat(bench.attempts).hasSize(made);
  }

  @Test
  void whereSomebodyStillListensTheProbeDecides() {
    bench.proven();
    bench.tripwire.closed(bench.succeed());
    bench.pass(0);
    assertThat(bench.probe.start()).isNotDone();
  }

  @Test
  void aSecondAfterTheEndOfTheConnectionTheProbeDecides() {
    bench.proven();
    bench.deserted = true;
    bench.tripwire.closed(bench.succeed());
    bench.pass(TripwireBench.SECOND);
    assertThat(bench.probe.start()).isNotDone();
  }

  @Test
  void afterASuccessTheProbeDecides() {
    bench.proven();
    bench.tripwire.closed(bench.succeed());
    bench.pass(0);
    bench.succeed();
    bench.deserted = true;
    assertThat(bench.probe.start()).isNotDone();
  }

  @Test
  void theSecondConnectionIsProofEnoughWhicheverComesFirstItselfOrTheOutcome() {
    bench.succeed();
    assertThat(bench.tripwire.wantsConnection()).isTrue();
    bench.probe.start();
    bench.kept(new TripwireBench.Connection());
    bench.last().complete(ProbeResult.success("ok"));
    bench.pass(0);
    assertThat(bench.tripwire.wantsConnection()).isFalse();
  }

  @Test
  void aNewConnectionIsTakenEveryFourSeconds() {
    bench.proven();
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(4 * TripwireBench.SECOND - 1);
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(1);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void aServerThatClosesConnectionsSoonerHasThemReplacedBeforeThat() {
    bench.proven();
    bench.pass(2 * TripwireBench.SECOND);
    bench.tripwire.closed(bench.tripwire.held());
    bench.pass(0);
    bench.succeed();
    bench.pass(799);
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(1);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void theSameHoldsWhereTheyAreClosedWithinASecond() {
    bench.proven();
    bench.pass(998);
    bench.tripwire.closed(bench.tripwire.held());
    bench.pass(2);
    bench.succeed();
    bench.pass(400);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
  }

  @Test
  void aConnectionThatIsClosedFromHereIsNoHint() {
    bench.proven();
    TripwireBench.Connection replaced = bench.succeed();
    TripwireBench.Connection released = bench.succeed();
    bench.probe.rest();
    bench.tripwire.closed(replaced);
    bench.tripwire.closed(released);
    bench.pass(TripwireBench.MINUTE);
    assertThat(released.open).isFalse();
    assertThat(bench.hints).isEmpty();
  }

  @Test
  void aFailureLetsItGo() {
    TripwireBench.Connection held = bench.succeed();
    bench.fail();
    assertThat(held.open).isFalse();
  }

  @Test
  void aServerThatClosesIdleConnectionsAtLeisureGetsANewOneEachTime() {
    bench.proven();
    for (int i = 0; i < 10; i++) {
      TripwireBench.Connection held = bench.succeed();
      bench.pass(5 * TripwireBench.SECOND);
      bench.tripwire.closed(held);
      bench.pass(0);
    }
    assertThat(bench.hints).hasSize(10);
  }

  @Test
  void aServerThatClosesAtOnceIsTriedAgainAfterEverLongerTimes() {
    bench.proven();
    bench.probe.rest();
    long end = bench.now() + 60 * TripwireBench.MINUTE;
    while (bench.now() < end) {
      TripwireBench.Connection kept = bench.succeed();
      if (kept.open) {
        bench.pass(1);
        bench.tripwire.closed(kept);
      }
      bench.pass(TripwireBench.SECOND);
    }
    assertThat(bench.hints).hasSizeBetween(12, 17); // 0 + 1 + 2 + 4 + … seconds, at most 10 minutes
  }

  @Test
  void aServerThatLetsItLastFromProbeToProbeIsForgivenWhatItDidBefore() {
    bench.proven();
    for (int i = 0; i < 5; i++) {
      bench.tripwire.closed(bench.succeed());
      bench.pass(TripwireBench.MINUTE);
    }
    bench.succeed();
    bench.tripwire.closed(bench.succeed());
    bench.pass(0);
    assertThat(bench.succeed().open).isTrue();
  }

  @Test
  void aProbeThatCannotBeMadeLetsGoOfTheConnectionForAMinute() {
    TripwireBench.Connection held = bench.succeed();
    bench.probe.start();
    bench.last().complete(ProbeResult.notAsked("no descriptors left"));
    bench.pass(0);

    assertThat(held.open).isFalse();
    assertThat(bench.tripwire.wantsConnection()).isFalse();
    bench.pass(TripwireBench.MINUTE);
    assertThat(bench.tripwire.wantsConnection()).isTrue();
    assertThat(bench.hints).isEmpty();
  }

  @Test
  void aServerThatTurnsAwaySlowlyHasTheTimeOfOneProbeAndOfThePausesForAllAttempts() {
    bench.kept(new TripwireBench.Connection());
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.pass(100);
    bench.last().complete(TURNED_AWAY);
    bench.pass(TripwireBench.TIMEOUT);
    assertThat(bench.attempts).hasSize(2);
    assertThat(outcome).isNotDone();

    bench.pass(TripwireBench.SECOND);
    assertThat(outcome).isCompletedWithValue(TURNED_AWAY);
    assertThat(bench.last()).isCancelled();
  }

  @Test
  void noAttemptIsStartedAfterThat() {
    bench.kept(new TripwireBench.Connection());
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.pass(100);
    bench.last().complete(TURNED_AWAY);
    bench.pass(TripwireBench.TIMEOUT - 50);
    bench.last().complete(TURNED_AWAY);
    bench.pass(20);
    assertThat(bench.attempts).hasSize(3);
    bench.pass(20);
    bench.last().complete(TURNED_AWAY);
    bench.pass(0);
    assertThat(outcome).isCompletedWithValue(TURNED_AWAY);
  }

  @Test
  void anAnswerThatArrivedWhileTheMachineStoodStillCounts() {
    bench.kept(new TripwireBench.Connection());
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    bench.pass(100);
    bench.last().complete(TURNED_AWAY);
    bench.pass(TripwireBench.TIMEOUT + 500);
    bench.last().complete(ProbeResult.success("ok"));
    bench.pass(0);
    assertThat(outcome).isCompletedWithValue(ProbeResult.success("ok"));
  }

  @Test
  void aServerThatClosesWhatIsOneTooManyHasNoTripwireForAWhileAlsoWhereItNoticesTooLate() {
    TripwireBench.Connection first = bench.kept(new TripwireBench.Connection());
    CompletableFuture<ProbeResult> outcome = bench.probe.start();
    while (!outcome.isDone()) {
      if (!bench.last().isDone()) {
        bench.last().complete(ProbeResult.failure("connection closed"));
      }
      bench.pass(1);
    }
    assertThat(first.open).isFalse();
    assertThat(bench.tripwire.wantsConnection()).isFalse();
  }
}
