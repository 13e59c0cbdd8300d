package io.exavip.helper;

import io.exavip.time.Timeline;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Ends a process whose engine stands still: its routes would stay for ever, and ExaBGP starts a new
 * one. Counts its own ticks, not time, so that a process that was stopped as a whole is not blamed.
 */
final class Watchdog {
  /**
   * Long enough that ExaBGP, which gives up after 5 starts in 64 s, survives a process that hangs
   * anew each time.
   */
  static final int PATIENCE_TICKS = 20;

  private static final Logger LOG = Logger.getLogger("exavip.watchdog");
  private static final long TICK_MILLIS = 1000;

  private final Timeline timeline;
  private final Runnable onStall;
  private final AtomicBoolean beat = new AtomicBoolean();
  private int missed;

  Watchdog(Timeline timeline, Runnable onStall) {
    this.timeline = timeline;
    this.onStall = onStall;
  }

  void start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (tick()) {
                  Thread.sleep(TICK_MILLIS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "exavip-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Looks for a heartbeat since the last tick and asks for the next; false once it has stalled. */
  boolean tick() {
    if (missed == 0 || beat.get()) {
      missed = 0;
      beat.set(false);
      timeline.execute(() -> beat.set(true));
    }
    missed++;
    if (missed <= PATIENCE_TICKS) {
      return true;
    }
    LOG.fatalf("the engine has stood still for %d s: ending the process", PATIENCE_TICKS);
    onStall.run();
    return false;
  }
}
