package io.exavip.service;

/**
 * When a service without a verdict counts as down. Until then a route of a predecessor may stand
 * over an app of which nothing is known, so the time counts from the start of the process: what it
 * took to read the configuration is over.
 *
 * <p>But no app is withdrawn for a slow start of this program: there is half the limit in any case
 * from the start of the service, and all of it where the app could not be asked yet, or has
 * answered well each time. Times are monotonic nanoseconds.
 */
final class StartLimit {
  private final long first;
  private final long last;
  private boolean asked;
  private boolean answered;
  private boolean failed;

  /**
   * Sets it.
   *
   * @param limitNanos how long a service may be undecided
   * @param processStart when the process was started
   * @param serviceStart when the service was started
   */
  StartLimit(long limitNanos, long processStart, long serviceStart) {
    last = serviceStart + limitNanos;
    long since = Math.max(0, serviceStart - processStart);
    first = last - Math.min(since, limitNanos / 2);
  }

  /** When it is over for a service that has been asked and has not answered well. */
  long first() {
    return first;
  }

  /** When it is over in any case. */
  long last() {
    return last;
  }

  /** A probe has been started. */
  void asked() {
    asked = true;
  }

  /** A probe has an outcome. */
  void answered(boolean healthy) {
    answered = true;
    failed |= !healthy;
  }

  /** Whether it is over. */
  boolean isOver(long now) {
    boolean mayBeWell = !asked || answered && !failed;
    return now - (mayBeWell ? last : first) >= 0;
  }
}
