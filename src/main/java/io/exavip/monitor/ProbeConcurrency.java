package io.exavip.monitor;

/**
 * How many probes of all services are under way, and so whether one may start at the fast interval.
 * Of one service no more count than can decide: what hangs for long keeps no others from it.
 *
 * <p>Many probes under way tell of a machine that is too busy to answer. More probes would keep it
 * busy, and each takes memory until it ends, so that the collector has more to do as well: a
 * thousand services that were started together have been seen never to come out of that. So the
 * fast interval is for times when probes come back. Runs on the timeline.
 */
final class ProbeConcurrency {
  /** So many under way close it. A machine that keeps up has a few, or those of apps that hang. */
  static final int LIMIT = 128;

  /** So many have services start more slowly; starting goes before the fast interval. */
  private static final int ROOM = 2 * LIMIT;

  private int underWay;

  /** A service has more probes under way than before, or fewer. */
  void change(int probes) {
    underWay += probes;
  }

  /** Whether another probe may start at the fast interval. */
  boolean isOpen() {
    return underWay < LIMIT;
  }

  /** Whether the next service may start shortly after the last. */
  boolean hasRoom() {
    return underWay < ROOM;
  }
}
