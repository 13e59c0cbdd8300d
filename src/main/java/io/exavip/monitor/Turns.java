package io.exavip.monitor;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Whose turn it is to start a probe while the machine cannot carry all that are due: services are
 * called in the order in which they began to wait, a few at a time. Runs on the timeline.
 */
final class Turns {
  /** Who has waited for so long is called although the window is closed. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Who waits looks so often what else is due. */
  static final Duration LOOK = Duration.ofSeconds(1);

  /** The time between two looks at whether somebody can be called, if no probe ends before. */
  private static final Duration STEP = Duration.ofMillis(10);

  /** So many are called at a step, so that no burst follows a standstill. */
  private static final int AT_ONCE = 16;

  private final ProbeWindow window;
  private final BooleanSupplier keepsUp;
  private final Timeline timeline;
  private final Map<Runnable, Long> waiting = new LinkedHashMap<>();
  private Runnable called;

  /**
   * Has nobody wait.
   *
   * @param window how many probes may be under way
   * @param keepsUp whether the threads that carry the sockets come to their work in time
   * @param timeline where everything runs
   */
  Turns(ProbeWindow window, BooleanSupplier keepsUp, Timeline timeline) {
    this.window = window;
    this.keepsUp = keepsUp;
    this.timeline = timeline;
  }

  /** Whether it is a service's turn. If not, it waits, and is run when it is. */
  boolean isTurnOf(Runnable service) {
    if (service == called || waiting.isEmpty() && keepsUp.getAsBoolean() && window.isOpen()) {
      return true;
    }
    if (waiting.isEmpty()) {
      timeline.after(STEP.toNanos(), this::step);
    }
    waiting.putIfAbsent(service, timeline.nanos());
    return false;
  }

  /** A service waits no more. */
  void leave(Runnable service) {
    waiting.remove(service);
  }

  /** A probe has ended: the next may start. */
  void goOn() {
    call(1);
  }

  private void step() {
    try {
      call(AT_ONCE);
    } finally {
      if (!waiting.isEmpty()) {
        timeline.after(STEP.toNanos(), this::step);
      }
    }
  }

  private void call(int atMost) {
    for (int i = 0; i < atMost && called == null && mayCall(); i++) {
      called = waiting.keySet().iterator().next();
      waiting.remove(called);
      try {
        called.run();
      } finally {
        called = null;
      }
    }
  }

  private boolean mayCall() {
    if (waiting.isEmpty() || !keepsUp.getAsBoolean()) {
      return false;
    }
    long since = waiting.values().iterator().next();
    return window.isOpen() || timeline.nanos() - since >= LONGEST_WAIT.toNanos();
  }
}
