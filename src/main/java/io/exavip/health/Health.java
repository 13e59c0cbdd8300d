package io.exavip.health;

import java.util.Optional;

/**
 * All that the tracker remembers of a service.
 *
 * @param phase where the service stands on the way to a verdict
 * @param verdict the last verdict, which stands until the next one; absent before the first
 * @param streak outcomes in a row that speak for the next verdict (RISING, FALLING) or that made
 *     the present one; 0 in INIT and DISABLED
 */
public record Health(Phase phase, Optional<Verdict> verdict, int streak) {
  /** The state before the first probe. */
  public static final Health INITIAL = new Health(Phase.INIT, Optional.empty(), 0);

  /**
   * Whether a decision is pending, so that probes should follow each other at the fast interval.
   *
   * @return true in INIT, RISING and FALLING
   */
  public boolean isDeciding() {
    return phase == Phase.INIT || phase == Phase.RISING || phase == Phase.FALLING;
  }

  static Health decided(Phase phase, Verdict verdict, int streak) {
    return new Health(phase, Optional.of(verdict), streak);
  }
}
