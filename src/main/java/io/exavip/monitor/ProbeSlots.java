package io.exavip.monitor;

/**
 * The places for probes under way, so that they have a bound whatever the apps do: each takes
 * memory and a connection. Every service has one of its own, which no other can take, so none
 * starves; beyond that all share {@value #SHARED}, and one service takes no more than can decide,
 * or {@value #OFTEN}. Where there is no place the next probe waits, and nothing is concluded from
 * that. Runs on the timeline.
 */
final class ProbeSlots {
  /** So many beside the one of each service. */
  static final int SHARED = 512;

  /** So many of one service are enough, if fewer than that decide. */
  static final int OFTEN = 8;

  private int taken;

  /** Services have more or fewer probes under way beside their first. */
  void change(int probes) {
    taken += probes;
  }

  /** Whether there is a place for a service that has so many under way, of which so many decide. */
  boolean hasRoom(int underWay, int enough) {
    return underWay == 0 || taken < SHARED && underWay < Math.max(enough, OFTEN);
  }
}
