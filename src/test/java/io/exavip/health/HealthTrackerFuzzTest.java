package io.exavip.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/**
 * A service through any series of events. The first byte is rise and fall, each other one an event.
 */
class HealthTrackerFuzzTest {
  private static final long HOLD_DOWN = 10;

  private static final class Service {
    private final int rise;
    private final int fall;
    private final HealthTracker tracker;
    private Health state = Health.INITIAL;
    private HoldDown holdDown = HoldDown.of(HOLD_DOWN);
    private int successes;
    private int failures;
    private long now;
    private long leftUp = -HOLD_DOWN;

    Service(int thresholds) {
      rise = 1 + (thresholds & 3);
      fall = 1 + (thresholds >> 2 & 3);
      tracker = new HealthTracker(new Thresholds(rise, fall));
    }

    void take(int event) {
      final Health before = state;
      switch (event & 7) {
        case 0 -> {
          state = tracker.afterDisable(state);
          start();
          assertThat(state.verdict()).contains(Verdict.DISABLED);
        }
        case 1 -> {
          state = tracker.afterEnable(state);
          start();
          assertThat(state.verdict()).isEqualTo(before.verdict());
          assertThat(state.isDeciding()).isTrue();
        }
        case 2 -> {
          state = tracker.afterStartLimit(state);
          assertThat(state.verdict()).isPresent();
          assertThat(before.verdict().isEmpty() || state.equals(before)).isTrue();
        }
        case 3 -> now += event >> 3 & 15;
        default -> probe((event & 1) == 1);
      }
      hold();
    }

    private void start() {
      successes = 0;
      failures = 0;
    }

    private void probe(boolean healthy) {
      final Health before = state;
      state = tracker.afterProbe(state, healthy);
      if (before.phase() == Phase.DISABLED) {
        assertThat(state).isEqualTo(before);
        return;
      }
      successes = healthy ? successes + 1 : 0;
      failures = healthy ? 0 : failures + 1;
      if (!state.verdict().equals(before.verdict())) {
        assertThat(state.verdict()).contains(healthy ? Verdict.UP : Verdict.DOWN);
        assertThat(healthy ? successes : failures).isGreaterThanOrEqualTo(healthy ? rise : fall);
      }
      if (successes >= rise || failures >= fall) {
        assertThat(state.verdict()).contains(healthy ? Verdict.UP : Verdict.DOWN);
      }
    }

    private void hold() {
      if (state.verdict().isEmpty()) {
        return;
      }
      final Optional<Verdict> before = holdDown.effective();
      Verdict verdict = state.verdict().get();
      holdDown = holdDown.after(state, now);
      boolean wasUp = before.equals(Optional.of(Verdict.UP));
      if (verdict != Verdict.UP) {
        assertThat(holdDown.effective()).as("leaving UP is never delayed").contains(verdict);
        leftUp = wasUp ? now : leftUp;
      } else {
        boolean free = wasUp || now - leftUp >= HOLD_DOWN && state.phase() == Phase.UP;
        assertThat(holdDown.effective()).isEqualTo(free ? Optional.of(Verdict.UP) : before);
      }
    }
  }

  @FuzzTest
  void service(byte[] events) {
    if (events.length == 0) {
      return;
    }
    Service service = new Service(events[0]);
    for (int i = 1; i < events.length; i++) {
      service.take(events[i]);
    }
  }
}
