package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTrackerTest {
  private final HealthTracker tracker = new HealthTracker(new Thresholds(2, 3));

  @Test
  void risesThroughRisingToUp() {
    HealthState one = after(HealthState.INITIAL, true);
    assertThat(one.state()).isEqualTo(State.RISING);
    assertThat(one.verdict()).isEmpty();
    assertThat(after(one, true).state()).isEqualTo(State.UP);
  }

  @Test
  void fallsThroughFallingToDown() {
    assertThat(after(HealthState.INITIAL, false, false).state()).isEqualTo(State.FALLING);
    assertThat(after(HealthState.INITIAL, false, false, false).state()).isEqualTo(State.DOWN);
  }

  @Test
  void keepsTheVerdictUpWhileFalling() {
    HealthState falling = after(HealthState.INITIAL, true, true, false, false);
    assertThat(falling.state()).isEqualTo(State.FALLING);
    assertThat(falling.verdict()).contains(Verdict.UP);
  }

  @Test
  void oneSuccessWhileFallingLeadsBackToUp() {
    HealthState back = after(HealthState.INITIAL, true, true, false, false, true);
    assertThat(back.state()).isEqualTo(State.UP);
  }

  @Test
  void oneFailureWhileRisingLeadsBackToDown() {
    HealthState back = after(HealthState.INITIAL, false, false, false, true, false);
    assertThat(back.state()).isEqualTo(State.DOWN);
  }

  @Test
  void anUndecidedServiceIsDownAtTheStartLimit() {
    HealthState rising = after(HealthState.INITIAL, true);
    assertThat(tracker.afterStartLimit(rising).verdict()).contains(Verdict.DOWN);
  }

  @Test
  void aDecidedServiceDoesNotCareAboutTheStartLimit() {
    HealthState up = after(HealthState.INITIAL, true, true);
    assertThat(tracker.afterStartLimit(up)).isEqualTo(up);
  }

  @Test
  void outcomesDoNotCountWhileDisabled() {
    HealthState disabled = tracker.afterDisable(after(HealthState.INITIAL, true, true));
    assertThat(after(disabled, true, true, true).state()).isEqualTo(State.DISABLED);
  }

  @Test
  void anEnabledServiceKeepsItsRoutesUntilItIsDecidedAnew() {
    HealthState enabled = tracker.afterEnable(tracker.afterDisable(HealthState.INITIAL));
    assertThat(enabled.state()).isEqualTo(State.INIT);
    assertThat(after(enabled, true).verdict()).contains(Verdict.DISABLED);
    assertThat(after(enabled, true, true).verdict()).contains(Verdict.UP);
  }

  private HealthState after(HealthState state, boolean... outcomes) {
    HealthState now = state;
    for (boolean outcome : outcomes) {
      now = tracker.afterProbe(now, outcome);
    }
    return now;
  }
}
