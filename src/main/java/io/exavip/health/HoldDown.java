package io.exavip.health;

import java.util.Optional;

/**
 * Keeps a service that has just left UP from going back to UP before a time has passed. Leaving UP
 * is never delayed. Immutable; all times are monotonic nanoseconds.
 *
 * @param nanos how long after leaving UP the next UP takes effect at the earliest; 0: at once
 * @param effective the verdict in effect; absent before the first
 * @param leftUpAt when UP was left last; absent if never
 */
public record HoldDown(long nanos, Optional<Verdict> effective, Optional<Long> leftUpAt) {

  /**
   * A hold-down that has seen no verdict yet.
   *
   * @param nanos the hold-down time in nanoseconds, 0 or more
   * @return the hold-down
   */
  public static HoldDown of(long nanos) {
    return new HoldDown(nanos, Optional.empty(), Optional.empty());
  }

  /**
   * Takes in the present health, or the passing of time with the health unchanged. UP that is held
   * back takes effect in the state UP alone: while failures are being counted, the next verdict may
   * be the opposite a moment later.
   *
   * @param health the health that the tracker says
   * @param now the present time
   * @return the hold-down with the verdict that is now in effect
   */
  public HoldDown after(Health health, long now) {
    if (health.verdict().isEmpty()) {
      return this;
    }
    Verdict verdict = health.verdict().get();
    boolean wasUp = effective.filter(v -> v == Verdict.UP).isPresent();
    if (verdict == Verdict.UP) {
      boolean held = remaining(now) > 0 || health.phase() != Phase.UP;
      return wasUp || held ? this : new HoldDown(nanos, Optional.of(Verdict.UP), leftUpAt);
    }
    return new HoldDown(nanos, Optional.of(verdict), wasUp ? Optional.of(now) : leftUpAt);
  }

  /**
   * How long UP is still held back.
   *
   * @param now the present time
   * @return nanoseconds, 0 or less if UP may take effect
   */
  public long remaining(long now) {
    return leftUpAt.map(at -> at + nanos - now).orElse(0L);
  }

  /**
   * Whether UP is the verdict and another one in effect.
   *
   * @param health the health that the tracker says
   * @return true while UP is held back
   */
  public boolean holdsBack(Health health) {
    return health.verdict().filter(v -> v == Verdict.UP).isPresent()
        && effective.filter(v -> v != Verdict.UP).isPresent();
  }
}
