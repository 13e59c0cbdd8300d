package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.Law;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What holds of the state machine for every sequence of outcomes. */
class HealthTrackerLawsTest {
  private static final int MOST_PROBES = 60;

  /** How a service is watched, and how often of 10 its app is well. */
  private record Watched(int rise, int fall, int well) {
    static Watched any(RandomGenerator random) {
      return new Watched(random.nextInt(1, 6), random.nextInt(1, 6), random.nextInt(1, 10));
    }

    boolean probe(RandomGenerator random) {
      return random.nextInt(10) < well;
    }

    List<Health> states(List<Boolean> outcomes) {
      HealthTracker tracker = new HealthTracker(new Thresholds(rise, fall));
      List<Health> states = new ArrayList<>();
      Health state = Health.INITIAL;
      for (boolean outcome : outcomes) {
        state = tracker.afterProbe(state, outcome);
        states.add(state);
      }
      return states;
    }
  }

  @Test
  void neverUpBeforeRiseSuccessesInARow() {
    holds(
        (watched, outcomes) -> {
          verdictsNeedTheirStreak(watched, outcomes, Verdict.UP, true, watched.rise());
        });
  }

  @Test
  void neverDownBeforeFallFailuresInARow() {
    holds(
        (watched, outcomes) -> {
          verdictsNeedTheirStreak(watched, outcomes, Verdict.DOWN, false, watched.fall());
        });
  }

  @Test
  void theVerdictFollowsAsSoonAsTheStreakIsThere() {
    holds(
        (watched, outcomes) -> {
          List<Health> states = watched.states(outcomes);
          for (int i = 0; i < outcomes.size(); i++) {
            int needed = outcomes.get(i) ? watched.rise() : watched.fall();
            if (streak(outcomes, i) >= needed) {
              Verdict expected = outcomes.get(i) ? Verdict.UP : Verdict.DOWN;
              assertThat(states.get(i).verdict()).contains(expected);
              assertThat(states.get(i).isDeciding()).isFalse();
            }
          }
        });
  }

  @Test
  void theStreakCountsWhatSpeaksForTheNextVerdict() {
    holds(
        (watched, outcomes) -> {
          List<Health> states = watched.states(outcomes);
          for (int i = 0; i < outcomes.size(); i++) {
            Phase state = states.get(i).phase();
            if (state == Phase.RISING || state == Phase.FALLING) {
              assertThat(states.get(i).streak()).isEqualTo(streak(outcomes, i));
              assertThat(state == Phase.RISING).isEqualTo(outcomes.get(i));
            }
          }
        });
  }

  @Test
  void sameInputsGiveSameOutputs() {
    holds(
        (watched, outcomes) -> {
          assertThat(watched.states(outcomes)).isEqualTo(watched.states(outcomes));
        });
  }

  private static void holds(BiConsumer<Watched, List<Boolean>> law) {
    Law.holds(Watched::any, MOST_PROBES, watched -> watched::probe, law);
  }

  private static void verdictsNeedTheirStreak(
      Watched watched, List<Boolean> outcomes, Verdict verdict, boolean kind, int needed) {
    List<Health> states = watched.states(outcomes);
    Health before = Health.INITIAL;
    for (int i = 0; i < outcomes.size(); i++) {
      Health after = states.get(i);
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

  /** How many outcomes in a row, up to and with the one at this place, are alike. */
  private static int streak(List<Boolean> outcomes, int place) {
    int first = place;
    while (first > 0 && outcomes.get(first - 1).equals(outcomes.get(place))) {
      first--;
    }
    return place - first + 1;
  }
}
