package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldDownTest {
  private final HoldDown fresh = HoldDown.of(100);

  @Test
  void theFirstUpTakesEffectAtOnce() {
    assertThat(fresh.after(Verdict.UP, 0).effective()).contains(Verdict.UP);
  }

  @Test
  void anUpAfterAFirstDownTakesEffectAtOnceSinceNothingWasAnnouncedBefore() {
    HoldDown down = fresh.after(Verdict.DOWN, 0);
    assertThat(down.after(Verdict.UP, 1).effective()).contains(Verdict.UP);
  }

  @Test
  void leavingUpIsNeverDelayed() {
    HoldDown up = fresh.after(Verdict.UP, 0).after(Verdict.DOWN, 1).after(Verdict.UP, 101);
    assertThat(up.effective()).contains(Verdict.UP);
    assertThat(up.after(Verdict.DOWN, 102).effective()).contains(Verdict.DOWN);
  }

  @Test
  void upIsHeldBackUntilTheTimeHasPassedSinceUpWasLeft() {
    HoldDown down = fresh.after(Verdict.UP, 0).after(Verdict.DOWN, 50);
    assertThat(down.after(Verdict.UP, 149).effective()).contains(Verdict.DOWN);
    assertThat(down.after(Verdict.UP, 149).remaining(149)).isEqualTo(1);
    assertThat(down.after(Verdict.UP, 150).effective()).contains(Verdict.UP);
  }

  @Test
  void anUpThatIsHeldBackDoesNotProlongTheTime() {
    HoldDown down = fresh.after(Verdict.UP, 0).after(Verdict.DOWN, 50);
    HoldDown again = down.after(Verdict.UP, 60).after(Verdict.DOWN, 90).after(Verdict.UP, 150);
    assertThat(again.effective()).contains(Verdict.UP);
  }

  @Test
  void disablingCountsAsLeavingUp() {
    HoldDown disabled = fresh.after(Verdict.UP, 0).after(Verdict.DISABLED, 10);
    assertThat(disabled.effective()).contains(Verdict.DISABLED);
    assertThat(disabled.after(Verdict.UP, 109).effective()).contains(Verdict.DISABLED);
  }

  @Test
  void noHoldDownHoldsNothingBack() {
    HoldDown down = HoldDown.of(0).after(Verdict.UP, 0).after(Verdict.DOWN, 5);
    assertThat(down.after(Verdict.UP, 5).effective()).contains(Verdict.UP);
  }
}
