package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.Health;
import io.exavip.health.Phase;
import io.exavip.health.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Interval 1 s, fast interval 200 ms, confirm interval 2 ms, no jitter; times in milliseconds. */
class ProbeScheduleTest {
  private static final long MILLI = 1_000_000;
  private static final Health UP = state(Phase.UP, Verdict.UP);
  private static final Health FALLING = state(Phase.FALLING, Verdict.UP);
  private static final Health DOWN = state(Phase.DOWN, Verdict.DOWN);

  private final ProbeConcurrency fastLane = new ProbeConcurrency();
  private final ProbeSchedule pace = pace(Duration.ofSeconds(1));

  @Test
  void theFirstProbeIsDueAtOnce() {
    assertThat(pace.isDue(at(5, Health.INITIAL))).isTrue();
  }

  @Test
  void whileNothingIsDecidedTheFastIntervalCounts() {
    pace.started(at(0, Health.INITIAL));
    assertThat(next(at(1, Health.INITIAL))).isEqualTo(200);
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
    assertThat(next(new ProbeSchedule.Moment(FALLING, 1, OptionalLong.of(0), MILLI)))
        .isEqualTo(200);
  }

  @Test
  void anOverdueProbeOfAnUpServiceHasTheNextFollowAtTheFastInterval() {
    pace.started(at(0, UP));
    ProbeSchedule.Moment overdue = new ProbeSchedule.Moment(UP, 1, OptionalLong.of(0), 200 * MILLI);
    assertThat(pace.isDue(overdue)).isTrue();
  }

  @Test
  void noMoreProbesThanCanDecideFollowEachOtherAtTheFastInterval() {
    pace.started(at(0, Health.INITIAL));
    assertThat(next(underWay(2, Health.INITIAL))).isEqualTo(200);
    assertThat(next(underWay(3, Health.INITIAL))).isEqualTo(1000);
    assertThat(next(underWay(3, UP))).isEqualTo(1000);
  }

  @Test
  void whereManyProbesAreUnderWayNoneStartsAtTheFastInterval() {
    pace.started(at(0, Health.INITIAL));
    machineIsBusy();
    ProbeSchedule.Moment then = at(200, Health.INITIAL);
    assertThat(pace.isDue(then)).isFalse();
    assertThat(next(then)).isEqualTo(400); // looks again
    assertThat(next(at(900, Health.INITIAL))).isEqualTo(1000);
    assertThat(pace.isDue(at(1000, Health.INITIAL))).isTrue();
  }

  @Test
  void whereAnIntervalIsLongAServiceWithoutAProbeUnderWayWaitsASecondForItsNextAtMost() {
    ProbeSchedule slow = pace(Duration.ofSeconds(5));
    slow.started(at(0, Health.INITIAL));
    machineIsBusy();
    assertThat(slow.isDue(at(999, Health.INITIAL))).isFalse();
    assertThat(slow.isDue(at(1000, Health.INITIAL))).isTrue();
    assertThat(slow.isDue(underWay(1, 1000, Health.INITIAL))).isFalse();
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

  private long next(ProbeSchedule.Moment moment) {
    return pace.nextLook(moment) / MILLI;
  }

  private ProbeSchedule pace(Duration interval) {
    ProbeIntervals schedule =
        new ProbeIntervals(
            interval, Duration.ofMillis(200), Duration.ofMillis(2), 0, Duration.ofSeconds(5));
    return new ProbeSchedule(schedule, 3, fastLane, () -> 0);
  }

  private void machineIsBusy() {
    fastLane.change(ProbeConcurrency.LIMIT);
  }

  private static ProbeSchedule.Moment underWay(int probes, Health health) {
    return underWay(probes, 200, health);
  }

  private static ProbeSchedule.Moment underWay(int probes, long millis, Health health) {
    return new ProbeSchedule.Moment(health, probes, OptionalLong.of(0), millis * MILLI);
  }

  private static ProbeSchedule.Moment at(long millis, Health health) {
    return new ProbeSchedule.Moment(health, 0, OptionalLong.empty(), millis * MILLI);
  }

  private static Health state(Phase state, Verdict verdict) {
    return new Health(state, Optional.of(verdict), 1);
  }
}
