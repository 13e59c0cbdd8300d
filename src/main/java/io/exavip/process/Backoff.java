package io.exavip.process;

import java.util.concurrent.TimeUnit;

/** When to try again what is not expected to change: after 2, 4, 8 … 60 s. */
final class Backoff {
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private long pause = FIRST_NANOS;
  private long due = System.nanoTime() + pause;

  /** Whether it is time; if so, the next time is set. */
  boolean isDue() {
    if (System.nanoTime() - due < 0) {
      return false;
    }
    pause = Math.min(2 * pause, LONGEST_NANOS);
    due = System.nanoTime() + pause;
    return true;
  }
}
