package io.exavip.ping;

import java.time.Instant;

/**
 * A point in time by two clocks.
 *
 * @param time by the wall clock, for display only
 * @param nanos by the monotonic clock, in nanoseconds from an arbitrary origin; all that is
 *     measured is measured with it
 */
public record Moment(Instant time, long nanos) {
  /**
   * The present moment.
   *
   * @return by both clocks
   */
  public static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }

  /**
   * A later moment.
   *
   * @param more nanoseconds to add
   * @return this moment and so much
   */
  public Moment plus(long more) {
    return new Moment(time.plusNanos(more), nanos + more);
  }

  /**
   * How long it is to another moment.
   *
   * @param later the other moment
   * @return nanoseconds; negative if the other was before
   */
  public long until(Moment later) {
    return later.nanos - nanos;
  }

  static Moment earlier(Moment a, Moment b) {
    return a.until(b) >= 0 ? a : b;
  }

  static Moment later(Moment a, Moment b) {
    return a.until(b) >= 0 ? b : a;
  }
}
