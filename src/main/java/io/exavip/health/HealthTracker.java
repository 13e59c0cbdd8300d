package io.exavip.health;

/**
 * The state machine: from one state and one event to the next state. Holds no state itself.
 *
 * <p>{@code rise} successes in a row lead to UP, {@code fall} failures in a row to DOWN; one
 * outcome of the other kind starts the count anew. A verdict stands until the next one is reached.
 *
 * @param thresholds rise and fall
 */
public record HealthTracker(Thresholds thresholds) {

  /**
   * Takes in the outcome of a probe.
   *
   * @param now the present state
   * @param healthy whether the probe succeeded
   * @return the next state; the same while disabled
   */
  public Health afterProbe(Health now, boolean healthy) {
    return switch (now.phase()) {
      case DISABLED -> now;
      case UP -> healthy ? now : failure(now, 1);
      case DOWN -> healthy ? success(now, 1) : now;
      case INIT -> healthy ? success(now, 1) : failure(now, 1);
      case RISING -> healthy ? success(now, now.streak() + 1) : setback(now);
      case FALLING -> healthy ? comeback(now) : failure(now, now.streak() + 1);
    };
  }

  /**
   * Takes a service out of service.
   *
   * @param now the present state
   * @return the disabled state
   */
  public Health afterDisable(Health now) {
    return Health.decided(Phase.DISABLED, Verdict.DISABLED, 0);
  }

  /**
   * Puts a disabled service back under observation; its routes stay as they are until it is
   * decided.
   *
   * @param now the present state
   * @return INIT with the old verdict
   */
  public Health afterEnable(Health now) {
    return new Health(Phase.INIT, now.verdict(), 0);
  }

  /**
   * Ends the wait for a first verdict: what cannot be decided is not up.
   *
   * @param now the present state
   * @return DOWN if there is no verdict yet, else the same state
   */
  public Health afterStartLimit(Health now) {
    return now.verdict().isEmpty() ? Health.decided(Phase.DOWN, Verdict.DOWN, 0) : now;
  }

  /**
   * Ends an UP for which nobody could look any more.
   *
   * @param now the present state
   * @return DOWN if the verdict is UP, else the same state
   */
  public Health afterSilence(Health now) {
    return now.verdict().filter(v -> v == Verdict.UP).isPresent()
        ? Health.decided(Phase.DOWN, Verdict.DOWN, 0)
        : now;
  }

  private Health success(Health now, int streak) {
    return streak >= thresholds.rise()
        ? Health.decided(Phase.UP, Verdict.UP, streak)
        : new Health(Phase.RISING, now.verdict(), streak);
  }

  private Health failure(Health now, int streak) {
    return streak >= thresholds.fall()
        ? Health.decided(Phase.DOWN, Verdict.DOWN, streak)
        : new Health(Phase.FALLING, now.verdict(), streak);
  }

  /**
   * A failure while rising: back to DOWN if that was the verdict, else the failures are counted.
   */
  private Health setback(Health now) {
    return now.verdict().filter(v -> v == Verdict.DOWN).isPresent()
        ? Health.decided(Phase.DOWN, Verdict.DOWN, thresholds.fall())
        : failure(now, 1);
  }

  /**
   * A success while falling: back to UP if that was the verdict, else the successes are counted.
   */
  private Health comeback(Health now) {
    return now.verdict().filter(v -> v == Verdict.UP).isPresent()
        ? Health.decided(Phase.UP, Verdict.UP, thresholds.rise())
        : success(now, 1);
  }
}
