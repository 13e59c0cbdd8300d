package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds of the state machine for every sequence of outcomes. */
class HealthTrackerLawsTest {

  @Property
  void neverUpBeforeRiseSuccessesInARow(
      @ForAll @IntRange(min = 1, max = 5) int rise,
      @ForAll @IntRange(min = 1, max = 5) int fall,
      @ForAll @Size(max = 60) List<Boolean> outcomes) {
    verdictsNeedTheirStreak(rise, fall, outcomes, Verdict.UP, true, rise);
  }

  @Property
  void neverDownBeforeFallFailuresInARow(
      @ForAll @IntRange(min = 1, max = 5) int rise,
      @ForAll @IntRange(min = 1, max = 5) int fall,
      @ForAll @Size(max = 60) List<Boolean> outcomes) {
    verdictsNeedTheirStreak(rise, fall, outcomes, Verdict.DOWN, false, fall);
  }

  @Property
  void theVerdictFollowsAsSoonAsTheStreakIsThere(
      @ForAll @IntRange(min = 1, max = 5) int rise,
      @ForAll @IntRange(min = 1, max = 5) int fall,
      @ForAll @Size(max = 60) List<Boolean> outcomes) {
    List<HealthState> states = states(rise, fall, outcomes);
    for (int i = 0; i < outcomes.size(); i++) {
      int needed = outcomes.get(i) ? rise : fall;
      if (streak(outcomes, i) >= needed) {
        Verdict expected = outcomes.get(i) ? Verdict.UP : Verdict.DOWN;
        assertThat(states.get(i).verdict()).contains(expected);
        assertThat(states.get(i).isDeciding()).isFalse();
      }
    }
  }

  @Property
  void theStreakCountsWhatSpeaksForTheNextVerdict(
      @ForAll @IntRange(min = 1, max = 5) int rise,
      @ForAll @IntRange(min = 1, max = 5) int fall,
      @ForAll @Size(max = 60) List<Boolean> outcomes) {
    List<HealthState> states = states(rise, fall, outcomes);
    for (int i = 0; i < outcomes.size(); i++) {
      State state = states.get(i).state();
      if (state == State.RISING || state == State.FALLING) {
        assertThat(states.get(i).streak()).isEqualTo(streak(outcomes, i));
        assertThat(state == State.RISING).isEqualTo(outcomes.get(i));
      }
    }
  }

  @Property
  void sameInputsGiveSameOutputs(
      @ForAll @IntRange(min = 1, max = 5) int rise,
      @ForAll @IntRange(min = 1, max = 5) int fall,
      @ForAll @Size(max = 60) List<Boolean> outcomes) {
    assertThat(states(rise, fall, outcomes)).isEqualTo(states(rise, fall, outcomes));
  }

  private static void verdictsNeedTheirStreak(
      int rise, int fall, List<Boolean> outcomes, Verdict verdict, boolean kind, int needed) {
    List<HealthState> states = states(rise, fall, outcomes);
    HealthState before = HealthState.INITIAL;
    for (int i = 0; i < outcomes.size(); i++) {
      HealthState after = states.get(i);
      boolean reached =
          after.verdict().filter(v -> v == verdict).isPresent()
              && !after.verdict().equals(before.verdict());
      if (reached) {
        assertThat(outcomes.get(i)).isEqualTo(kind);
        assertThat(streak(outcomes, i)).isGreaterThanOrEqualTo(needed);
      }
      before = after;
    }
  }

  private static List<HealthState> states(int rise, int fall, List<Boolean> outcomes) {
    HealthTracker tracker = new HealthTracker(new Thresholds(rise, fall));
    List<HealthState> states = new ArrayList<>();
    HealthState state = HealthState.INITIAL;
    for (boolean outcome : outcomes) {
      state = tracker.afterProbe(state, outcome);
      states.add(state);
    }
    return states;
  }

  /** How many outcomes in a row, up to and with the one at this place, are alike. */
  private static int streak(List<Boolean> outcomes, int place) {
    int first = place;
    while (first > 0 && outcomes.get(first - 1).equals(outcomes.get(place))) {
      first--;
    }
    return place - first + 1;
  }
}
