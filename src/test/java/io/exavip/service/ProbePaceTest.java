package io.exavip.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.HealthState;
import io.exavip.health.State;
import io.exavip.health.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Interval 1 s, fast interval 200 ms, confirm interval 2 ms, no jitter; times in milliseconds. */
class ProbePaceTest {
  private static final long MILLI = 1_000_000;
  private static final HealthState UP = state(State.UP, Verdict.UP);
  private static final HealthState FALLING = state(State.FALLING, Verdict.UP);
  private static final HealthState DOWN = state(State.DOWN, Verdict.DOWN);

  private final FastLane fastLane = new FastLane();
  private final ProbePace pace = pace(Duration.ofSeconds(1));

  @Test
  void theFirstProbeIsDueAtOnce() {
    assertThat(pace.isDue(at(5, HealthState.INITIAL))).isTrue();
  }

  @Test
  void whileNothingIsDecidedTheFastIntervalCounts() {
    pace.started(at(0, HealthState.INITIAL));
    assertThat(next(at(1, HealthState.INITIAL))).isEqualTo(200);
  }

  @Test
  void whileNothingChangesTheIntervalCounts() {
    pace.started(at(0, UP));
    assertThat(next(at(1, UP))).isEqualTo(1000);
    assertThat(next(at(1, DOWN))).isEqualTo(1000);
  }

  @Test
  void aFailureIsConfirmedAtTheConfirmIntervalOnceItsOutcomeIsIn() {
    pace.started(at(0, UP));
    assertThat(next(at(1, FALLING))).isEqualTo(2);
    assertThat(next(new ProbePace.Moment(FALLING, 1, OptionalLong.of(0), MILLI))).isEqualTo(200);
  }

  @Test
  void anOverdueProbeOfAnUpServiceHasTheNextFollowAtTheFastInterval() {
    pace.started(at(0, UP));
    ProbePace.Moment overdue = new ProbePace.Moment(UP, 1, OptionalLong.of(0), 200 * MILLI);
    assertThat(pace.isDue(overdue)).isTrue();
  }

  @Test
  void noMoreProbesThanCanDecideFollowEachOtherAtTheFastInterval() {
    pace.started(at(0, HealthState.INITIAL));
    assertThat(next(underWay(2, HealthState.INITIAL))).isEqualTo(200);
    assertThat(next(underWay(3, HealthState.INITIAL))).isEqualTo(1000);
    assertThat(next(underWay(3, UP))).isEqualTo(1000);
  }

  @Test
  void whereManyProbesAreUnderWayNoneStartsAtTheFastInterval() {
    pace.started(at(0, HealthState.INITIAL));
    machineIsBusy();
    ProbePace.Moment then = at(200, HealthState.INITIAL);
    assertThat(pace.isDue(then)).isFalse();
    assertThat(next(then)).isEqualTo(400); // looks again
    assertThat(next(at(900, HealthState.INITIAL))).isEqualTo(1000);
    assertThat(pace.isDue(at(1000, HealthState.INITIAL))).isTrue();
  }

  @Test
  void whereAnIntervalIsLongAServiceWithoutAProbeUnderWayWaitsASecondForItsNextAtMost() {
    ProbePace slow = pace(Duration.ofSeconds(5));
    slow.started(at(0, HealthState.INITIAL));
    machineIsBusy();
    assertThat(slow.isDue(at(999, HealthState.INITIAL))).isFalse();
    assertThat(slow.isDue(at(1000, HealthState.INITIAL))).isTrue();
    assertThat(slow.isDue(underWay(1, 1000, HealthState.INITIAL))).isFalse();
  }

  @Test
  void aFailureIsConfirmedAtOnceHoweverManyProbesAreUnderWay() {
    pace.started(at(0, UP));
    machineIsBusy();
    assertThat(next(at(1, FALLING))).isEqualTo(2);
  }

  @Test
  void aHintMakesTheNextProbeOfAnUpServiceDue() {
    pace.started(at(0, UP));
    pace.hint(at(300, UP));
    assertThat(pace.isDue(at(300, UP))).isTrue();
  }

  @Test
  void anyProbeAnswersTheHint() {
    pace.started(at(0, UP));
    pace.hint(at(300, UP));
    pace.started(at(300, UP));
    assertThat(next(at(300, UP))).isEqualTo(1300);
  }

  @Test
  void aHintInAnyOtherStateIsForgotten() {
    pace.started(at(0, DOWN));
    pace.hint(at(300, DOWN));
    assertThat(next(at(300, UP))).isEqualTo(1000);
  }

  @Test
  void aHintThatComesWhenTheProbeIsDueAnywayCostsNoBudget() {
    pace.started(at(0, UP));
    for (int i = 1; i <= 10; i++) {
      pace.hint(at(i * 1000, UP));
      pace.started(at(i * 1000, UP));
    }
    pace.hint(at(10_001, UP));
    assertThat(pace.isDue(at(10_001, UP))).isTrue();
  }

  private long next(ProbePace.Moment moment) {
    return pace.nextLook(moment) / MILLI;
  }

  private ProbePace pace(Duration interval) {
    Schedule schedule =
        new Schedule(
            interval, Duration.ofMillis(200), Duration.ofMillis(2), 0, Duration.ofSeconds(5));
    return new ProbePace(schedule, 3, fastLane, () -> 0);
  }

  private void machineIsBusy() {
    fastLane.change(FastLane.LIMIT);
  }

  private static ProbePace.Moment underWay(int probes, HealthState health) {
    return underWay(probes, 200, health);
  }

  private static ProbePace.Moment underWay(int probes, long millis, HealthState health) {
    return new ProbePace.Moment(health, probes, OptionalLong.of(0), millis * MILLI);
  }

  private static ProbePace.Moment at(long millis, HealthState health) {
    return new ProbePace.Moment(health, 0, OptionalLong.empty(), millis * MILLI);
  }

  private static HealthState state(State state, Verdict verdict) {
    return new HealthState(state, Optional.of(verdict), 1);
  }
}
