package io.exavip.monitor;

import java.util.concurrent.TimeUnit;

/**
 * How many probes there may be beside those of the schedule: a few at once, one a second in the
 * long run. Times are monotonic nanoseconds.
 */
final class ProbeBudget {
  /** So many at once after a quiet time. */
  static final int CAPACITY = 3;

  private static final long REFILL = TimeUnit.SECONDS.toNanos(1);

  /** When the budget is full again; that many refills before, it would be empty. */
  private long fullAt;

  private boolean used;

  /** The earliest time for the next one: now, or when it is refilled. */
  long availableAt(long now) {
    return used ? Math.max(now, fullAt - (CAPACITY - 1) * REFILL) : now;
  }

  void take(long now) {
    fullAt = (used ? Math.max(now, fullAt) : now) + REFILL;
    used = true;
  }
}
