package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HoldDownTest {
  private static final Health UP = Health.decided(Phase.UP, Verdict.UP, 3);
  private static final Health DOWN = Health.decided(Phase.DOWN, Verdict.DOWN, 3);
  private static final Health DISABLED = Health.decided(Phase.DISABLED, Verdict.DISABLED, 0);
  private static final Health FALLING = new Health(Phase.FALLING, Optional.of(Verdict.UP), 1);

  private final HoldDown fresh = HoldDown.of(100);

  @Test
  void theFirstUpTakesEffectAtOnce() {
    assertThat(fresh.after(UP, 0).effective()).contains(Verdict.UP);
  }

  @Test
  void anUpAfterAFirstDownTakesEffectAtOnceSinceNothingWasAnnouncedBefore() {
    HoldDown down = fresh.after(DOWN, 0);
    assertThat(down.after(UP, 1).effective()).contains(Verdict.UP);
  }

  @Test
  void leavingUpIsNeverDelayed() {
    HoldDown up = fresh.after(UP, 0).after(DOWN, 1).after(UP, 101);
    assertThat(up.effective()).contains(Verdict.UP);
    assertThat(up.after(DOWN, 102).effective()).contains(Verdict.DOWN);
  }

  @Test
  void upIsHeldBackUntilTheTimeHasPassedSinceUpWasLeft() {
    HoldDown down = fresh.after(UP, 0).after(DOWN, 50);
    assertThat(down.after(UP, 149).effective()).contains(Verdict.DOWN);
    assertThat(down.after(UP, 149).remaining(149)).isEqualTo(1);
    assertThat(down.after(UP, 150).effective()).contains(Verdict.UP);
  }

  @Test
  void anUpThatIsHeldBackDoesNotProlongTheTime() {
    HoldDown down = fresh.after(UP, 0).after(DOWN, 50);
    HoldDown again = down.after(UP, 60).after(DOWN, 90).after(UP, 150);
    assertThat(again.effective()).contains(Verdict.UP);
  }

  @Test
  void disablingCountsAsLeavingUp() {
    HoldDown disabled = fresh.after(UP, 0).after(DISABLED, 10);
    assertThat(disabled.effective()).contains(Verdict.DISABLED);
    assertThat(disabled.after(UP, 109).effective()).contains(Verdict.DISABLED);
  }

  @Test
  void noHoldDownHoldsNothingBack() {
    HoldDown down = HoldDown.of(0).after(UP, 0).after(DOWN, 5);
    assertThat(down.after(UP, 5).effective()).contains(Verdict.UP);
  }

  @Test
  void nothingIsAnnouncedWhileFailuresAreBeingCounted() {
    HoldDown down = fresh.after(UP, 0).after(DOWN, 50).after(UP, 149);
    assertThat(down.after(FALLING, 150).effective()).contains(Verdict.DOWN);
    assertThat(down.after(FALLING, 150).after(UP, 151).effective()).contains(Verdict.UP);
  }

  @Test
  void aFirstFailureWithdrawsNothing() {
    assertThat(fresh.after(UP, 0).after(FALLING, 1).effective()).contains(Verdict.UP);
  }

  @Test
  void beforeTheFirstVerdictNothingIsInEffect() {
    assertThat(fresh.after(Health.INITIAL, 0).effective()).isEmpty();
  }

  @Test
  void upIsHeldBackOnlyWhileSomethingElseIsInEffect() {
    HoldDown down = fresh.after(UP, 0).after(DOWN, 50);
    assertThat(down.holdsBack(UP)).isTrue();
    assertThat(down.holdsBack(DOWN)).isFalse();
    assertThat(down.holdsBack(Health.INITIAL)).isFalse();
    assertThat(fresh.holdsBack(UP)).isFalse();
    assertThat(fresh.after(UP, 0).holdsBack(UP)).isFalse();
  }
}
