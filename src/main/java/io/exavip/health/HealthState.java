package io.exavip.health;

import java.util.Optional;

/**
 * All that the tracker remembers of a service.
 *
 * @param state the state
 * @param verdict the last verdict, which stands until the next one; absent before the first
 * @param streak outcomes in a row that speak for the next verdict (RISING, FALLING) or that made
 *     the present one; 0 in INIT and DISABLED
 */
public record HealthState(State state, Optional<Verdict> verdict, int streak) {
  /** The state before the first probe. */
  public static final HealthState INITIAL = new HealthState(State.INIT, Optional.empty(), 0);

  /**
   * Whether a decision is pending, so that probes should follow each other at the fast interval.
   *
   * @return true in INIT, RISING and FALLING
   */
  public boolean isDeciding() {
    return state == State.INIT || state == State.RISING || state == State.FALLING;
  }

  static HealthState decided(State state, Verdict verdict, int streak) {
    return new HealthState(state, Optional.of(verdict), streak);
  }
}
