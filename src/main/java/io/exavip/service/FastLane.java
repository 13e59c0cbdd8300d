package io.exavip.service;

import java.time.Duration;

/**
 * What services that probe at the fast interval share: the machine. The more there are at a time,
 * the longer is the interval at least. A machine too busy to answer would make each of them look
 * sick, and ever more probes would keep it busy. Runs on the timeline.
 */
final class FastLane {
  /** Why a service probes at the fast interval, and its share of the interval of all that do. */
  enum Use {
    /** It does not. */
    NONE(Duration.ZERO),
    /** No decision has been made yet, or a failure is being confirmed. */
    DECIDING(Duration.ofNanos(400_000)),
    /**
     * Nothing speaks against the service, but a probe is late. If that is so for many of them, the
     * machine is the reason: then all of them together are hardly probed more often than before.
     */
    LATE(Duration.ofMillis(1));

    private final long nanos;

    Use(Duration share) {
      nanos = share.toNanos();
    }
  }

  private long least;

  /** A service enters, leaves, or goes on for another reason. */
  void change(Use before, Use after) {
    least += after.nanos - before.nanos;
  }

  /** The shortest fast interval now, in nanoseconds. */
  long leastNanos() {
    return least;
  }
}
