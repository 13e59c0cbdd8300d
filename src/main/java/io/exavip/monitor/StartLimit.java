package io.exavip.monitor;

import java.time.Duration;

/**
 * When a service without a verdict counts as down. Until then a route of a predecessor may stand
 * over an app of which nothing is known, so the time counts from the start of the process: what it
 * took to read the configuration is over.
 *
 * <p>But no app is withdrawn for a slow start of this program: there is half the limit in any case
 * from the start of the service, and all of it where the app could not be asked yet, or has
 * answered well each time. And what it waited for its turn on a busy machine does not count, up to
 * {@link #LONGEST} in all. Times are monotonic nanoseconds.
 */
final class StartLimit {
  /** So long after the start of the service it is over in any case, or after a longer limit. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  private final long limit;
  private final long first;
  private final long last;
  private final long latest;
  private boolean asked;
  private boolean answered;
  private boolean failed;
  private boolean waits;
  private long waitsSince;
  private long waited;

  /**
   * Sets it.
   *
   * @param limitNanos how long a service may be undecided
   * @param processStart when the process was started
   * @param serviceStart when the service was started
   */
  StartLimit(long limitNanos, long processStart, long serviceStart) {
    limit = limitNanos;
    last = serviceStart + limitNanos;
    long since = Math.max(0, serviceStart - processStart);
    first = last - Math.min(since, limitNanos / 2);
    latest = serviceStart + Math.max(limitNanos, LONGEST.toNanos());
  }

  /** When it is over for a service that has been asked and has not answered well. */
  long first() {
    return first;
  }

  /** When it is over for all that have not waited for a turn. */
  long last() {
    return last;
  }

  /** A probe is due, and it is not the service's turn. */
  void waits(long now) {
    if (!waits) {
      waits = true;
      waitsSince = now;
    }
  }

  /** A probe has been started. */
  void asked(long now) {
    asked = true;
    waited = waited(now);
    waits = false;
  }

  /** A probe has an outcome. */
  void answered(boolean healthy) {
    answered = true;
    failed |= !healthy;
  }

  /** A probe has taken so long, and its outcome does not count. */
  void inVain(long nanos) {
    waited += nanos;
  }

  /** Whether it is over. */
  boolean isOver(long now) {
    return left(now) <= 0;
  }

  /** In what time it is over, if nothing happens before. */
  long left(long now) {
    boolean mayBeWell = !asked || answered && !failed;
    long due = (mayBeWell ? last : first) + waited(now);
    return Math.min(due, latest) - now;
  }

  /** The limit, with the time that was waited. */
  long span(long now) {
    return limit + Math.min(waited(now), latest - last);
  }

  private long waited(long now) {
    return waits ? waited + now - waitsSince : waited;
  }
}
