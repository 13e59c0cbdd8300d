package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTrackerTest {
  private final HealthTracker tracker = new HealthTracker(new Thresholds(2, 3));

  @Test
  void risesThroughRisingToUp() {
    Health one = after(Health.INITIAL, true);
    assertThat(one.phase()).isEqualTo(Phase.RISING);
    assertThat(one.verdict()).isEmpty();
    assertThat(after(one, true).phase()).isEqualTo(Phase.UP);
  }

  @Test
  void fallsThroughFallingToDown() {
    assertThat(after(Health.INITIAL, false, false).phase()).isEqualTo(Phase.FALLING);
    assertThat(after(Health.INITIAL, false, false, false).phase()).isEqualTo(Phase.DOWN);
  }

  @Test
  void keepsTheVerdictUpWhileFalling() {
    Health falling = after(Health.INITIAL, true, true, false, false);
    assertThat(falling.phase()).isEqualTo(Phase.FALLING);
    assertThat(falling.verdict()).contains(Verdict.UP);
  }

  @Test
  void oneSuccessWhileFallingLeadsBackToUp() {
    Health back = after(Health.INITIAL, true, true, false, false, true);
    assertThat(back.phase()).isEqualTo(Phase.UP);
  }

  @Test
  void oneFailureWhileRisingLeadsBackToDown() {
    Health back = after(Health.INITIAL, false, false, false, true, false);
    assertThat(back.phase()).isEqualTo(Phase.DOWN);
  }

  @Test
  void anUndecidedServiceIsDownAtTheStartLimit() {
    Health rising = after(Health.INITIAL, true);
    assertThat(tracker.afterStartLimit(rising).verdict()).contains(Verdict.DOWN);
  }

  @Test
  void aDecidedServiceDoesNotCareAboutTheStartLimit() {
    Health up = after(Health.INITIAL, true, true);
    assertThat(tracker.afterStartLimit(up)).isEqualTo(up);
  }

  @Test
  void outcomesDoNotCountWhileDisabled() {
    Health disabled = tracker.afterDisable(after(Health.INITIAL, true, true));
    assertThat(after(disabled, true, true, true).phase()).isEqualTo(Phase.DISABLED);
  }

  @Test
  void anEnabledServiceKeepsItsRoutesUntilItIsDecidedAnew() {
    Health enabled = tracker.afterEnable(tracker.afterDisable(Health.INITIAL));
    assertThat(enabled.phase()).isEqualTo(Phase.INIT);
    assertThat(after(enabled, true).verdict()).contains(Verdict.DISABLED);
    assertThat(after(enabled, true, true).verdict()).contains(Verdict.UP);
  }

  private Health after(Health state, boolean... outcomes) {
    Health now = state;
    for (boolean outcome : outcomes) {
      now = tracker.afterProbe(now, outcome);
    }
    return now;
  }

  @Test
  void aFailureWhileRisingIsCountedWhereDownWasNotTheVerdict() {
    Health enabled = tracker.afterEnable(tracker.afterDisable(Health.INITIAL));
    assertThat(after(enabled, true, false).phase()).isEqualTo(Phase.FALLING);
  }

  @Test
  void aSuccessWhileFallingIsCountedWhereUpWasNotTheVerdict() {
    Health enabled = tracker.afterEnable(tracker.afterDisable(Health.INITIAL));
    assertThat(after(enabled, false, true).phase()).isEqualTo(Phase.RISING);
  }

  @Test
  void silenceEndsUpAndNothingElse() {
    Health up = after(Health.INITIAL, true, true);
    Health down = after(Health.INITIAL, false, false, false);
    Health disabled = tracker.afterDisable(up);

    assertThat(tracker.afterSilence(up).verdict()).contains(Verdict.DOWN);
    assertThat(tracker.afterSilence(down)).isEqualTo(down);
    assertThat(tracker.afterSilence(disabled)).isEqualTo(disabled);
    assertThat(tracker.afterSilence(Health.INITIAL)).isEqualTo(Health.INITIAL);
  }
}
