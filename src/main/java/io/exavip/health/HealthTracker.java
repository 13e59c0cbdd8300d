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
  public HealthState afterProbe(HealthState now, boolean healthy) {
    return switch (now.state()) {
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
  public HealthState afterDisable(HealthState now) {
    return HealthState.decided(State.DISABLED, Verdict.DISABLED, 0);
  }

  /**
   * Puts a disabled service back under observation; its routes stay as they are until it is
   * decided.
   *
   * @param now the present state
   * @return INIT with the old verdict
   */
  public HealthState afterEnable(HealthState now) {
    return new HealthState(State.INIT, now.verdict(), 0);
  }

  /**
   * Ends the wait for a first verdict: what cannot be decided is not up.
   *
   * @param now the present state
   * @return DOWN if there is no verdict yet, else the same state
   */
  public HealthState afterStartLimit(HealthState now) {
    return now.verdict().isEmpty() ? HealthState.decided(State.DOWN, Verdict.DOWN, 0) : now;
  }

  /**
   * Ends an UP for which nobody could look any more.
   *
   * @param now the present state
   * @return DOWN if the verdict is UP, else the same state
   */
  public HealthState afterSilence(HealthState now) {
    return now.verdict().filter(v -> v == Verdict.UP).isPresent()
        ? HealthState.decided(State.DOWN, Verdict.DOWN, 0)
        : now;
  }

  private HealthState success(HealthState now, int streak) {
    return streak >= thresholds.rise()
        ? HealthState.decided(State.UP, Verdict.UP, streak)
        : new HealthState(State.RISING, now.verdict(), streak);
  }

  private HealthState failure(HealthState now, int streak) {
    return streak >= thresholds.fall()
        ? HealthState.decided(State.DOWN, Verdict.DOWN, streak)
        : new HealthState(State.FALLING, now.verdict(), streak);
  }

  /**
   * A failure while rising: back to DOWN if that was the verdict, else the failures are counted.
   */
  private HealthState setback(HealthState now) {
    return now.verdict().filter(v -> v == Verdict.DOWN).isPresent()
        ? HealthState.decided(State.DOWN, Verdict.DOWN, thresholds.fall())
        : failure(now, 1);
  }

  /**
   * A success while falling: back to UP if that was the verdict, else the successes are counted.
   */
  private HealthState comeback(HealthState now) {
    return now.verdict().filter(v -> v == Verdict.UP).isPresent()
        ? HealthState.decided(State.UP, Verdict.UP, thresholds.rise())
        : success(now, 1);
  }
}
