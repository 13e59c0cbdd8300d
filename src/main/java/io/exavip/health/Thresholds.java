package io.exavip.health;

/**
 * How many outcomes in a row make a verdict.
 *
 * @param rise successes in a row until UP, 1 to 1000, default 3
 * @param fall failures in a row until DOWN, 1 to 1000, default 3
 */
public record Thresholds(int rise, int fall) {
  /** The highest rise and fall. */
  public static final int MAX = 1000;

  /** Rise 3, fall 3. */
  public static final Thresholds DEFAULT = new Thresholds(3, 3);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public Thresholds {
    if (rise < 1 || rise > MAX || fall < 1 || fall > MAX) {
      throw new IllegalArgumentException("rise and fall are 1 to " + MAX);
    }
  }

  /**
   * How many outcomes in a row decide in a phase.
   *
   * @param phase any
   * @return {@link #rise} where successes count, {@link #fall} where failures do, 0 where neither
   *     decides anything
   */
  public int needed(Phase phase) {
    return switch (phase) {
      case RISING, UP -> rise;
      case FALLING, DOWN -> fall;
      case INIT, DISABLED -> 0;
    };
  }
}
