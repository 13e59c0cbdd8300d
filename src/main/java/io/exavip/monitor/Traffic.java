package io.exavip.monitor;

import io.exavip.time.Timeline;
import java.util.function.BooleanSupplier;

/**
 * What bounds the probes of all services together.
 *
 * @param fastLane whether they may follow each other at the fast interval
 * @param places how many may be under way, whatever the apps do
 * @param window how many may be under way while the machine is busy
 * @param turns who comes next where not all may start
 */
record Traffic(ProbeConcurrency fastLane, ProbeSlots places, ProbeWindow window, Turns turns) {
  /**
   * Traffic without probes.
   *
   * @param services how many services there are
   * @param load what hinders them
   * @param timeline where everything runs
   */
  static Traffic of(int services, Load load, Timeline timeline) {
    ProbeWindow window = new ProbeWindow(services, load.isBusy());
    Turns turns = new Turns(window, load.keepsUp(), timeline);
    return new Traffic(new ProbeConcurrency(), new ProbeSlots(), window, turns);
  }

  /**
   * What hinders probes on a busy machine.
   *
   * @param keepsUp whether the threads that carry the sockets come to their work in time
   * @param isBusy whether the processors have no idle time
   */
  record Load(BooleanSupplier keepsUp, BooleanSupplier isBusy) {}

  /** The probes of one service are more or fewer now. */
  void change(int deciding, int all, int shared) {
    fastLane.change(deciding);
    window.change(all);
    places.change(shared);
  }
}
