package io.exavip.ping;

import io.exavip.time.Timeline;

/**
 * Calls at a fixed rate: every call is due a whole number of intervals after the first, so nothing
 * drifts. A call whose whole interval has passed is left out and told of; there is never a burst to
 * catch up. Runs on its timeline.
 */
final class Cadence {
  /** What is called. */
  interface Slots {
    /**
     * A slot is due.
     *
     * @return whether there are to be more
     */
    boolean due();

    /** So many slots were left out, since the program could not run. */
    void missed(long count);
  }

  private final Timeline timeline;
  private final long interval;
  private final long limit;
  private final Slots slots;
  private final Runnable onEnd;
  private long origin;
  private long next;
  private boolean stopped;

  /**
   * Makes a cadence.
   *
   * @param interval nanoseconds from one slot to the next
   * @param limit slots so many nanoseconds after the first and later ones are not called
   * @param slots called
   * @param onEnd called after the last slot
   */
  Cadence(Timeline timeline, long interval, long limit, Slots slots, Runnable onEnd) {
    this.timeline = timeline;
    this.interval = interval;
    this.limit = limit;
    this.slots = slots;
    this.onEnd = onEnd;
  }

  /** Calls the first slot at once. */
  void start() {
    timeline.execute(
        () -> {
          origin = timeline.nanos();
          tick();
        });
  }

  /** Calls nothing any more; to be called on the timeline. */
  void stop() {
    stopped = true;
  }

  private void tick() {
    if (stopped) {
      return;
    }
    long last = (limit - 1) / interval;
    long present = Math.min((timeline.nanos() - origin) / interval, last + 1);
    if (present > next) {
      slots.missed(present - next);
      next = present;
    }
    if (next > last || !slots.due()) {
      onEnd.run();
      return;
    }
    next++;
    if (next > last) {
      onEnd.run();
      return;
    }
    timeline.after(origin + next * interval - timeline.nanos(), this::tick);
  }
}
