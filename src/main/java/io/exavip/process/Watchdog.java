package io.exavip.process;

import io.exavip.fatal.OutOfMemory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Ends a process a part of which stands still: its routes would stay for ever, and ExaBGP starts a
 * new one. Counts its own ticks, not time, so that a process that was stopped as a whole is not
 * blamed.
 */
final class Watchdog {
  /**
   * Long enough that ExaBGP, which gives up after 5 starts in 64 s, survives a process that hangs
   * anew each time.
   */
  static final int PATIENCE_TICKS = 20;

  private static final int STALLED = 70; // EX_SOFTWARE

  private static final Logger LOG = Logger.getLogger("exavip.watchdog");
  private static final long TICK_MILLIS = 1000;

  /** So long the last line of the log has to be written. */
  private static final long LAST_WORDS_MILLIS = 200;

  private final List<Heart> hearts;
  private final Runnable onStall;
  private final CountDownLatch condemned = new CountDownLatch(1);
  private volatile boolean stopped;

  /**
   * Makes a watchdog.
   *
   * @param hearts what has to go on
   * @param onStall ends the process
   */
  Watchdog(List<Heart> hearts, Runnable onStall) {
    this.hearts = List.copyOf(hearts);
    this.onStall = onStall;
  }

  /** A part of the process that has to go on. */
  static final class Heart {
    private final String name;
    private final Consumer<Runnable> ask;
    private volatile boolean beat = true;
    private int missed;

    /**
     * Makes a heart.
     *
     * @param name for the log
     * @param ask has its argument run, wherever all is to go on, if all is well there
     */
    Heart(String name, Consumer<Runnable> ask) {
      this.name = name;
      this.ask = ask;
    }

    /** Looks for a beat since the last tick and asks for the next; whether it is alive. */
    private boolean tick() {
      if (beat) {
        missed = 0;
        beat = false;
      }
      missed++;
      try {
        ask.accept(() -> beat = true);
      } catch (RuntimeException e) {
        LOG.debugf(e, "%s cannot be asked", name); // such as one that was closed
      }
      return missed <= PATIENCE_TICKS;
    }
  }

  /** Ends the process at once; the exit code says why. */
  static void halt() {
    Runtime.getRuntime().halt(OutOfMemory.isDying() ? OutOfMemory.EXIT_CODE : STALLED);
  }

  void start() {
    // The end needs no thread, no log and no memory that were not there before.
    daemon("exavip-watchdog-end", this::awaitEnd);
    daemon("exavip-watchdog", this::watch);
  }

  /** What was watched is given up: it may stand still. */
  void stop() {
    stopped = true;
  }

  /** The name of a heart that has stalled, if one has. */
  Optional<String> tick() {
    for (Heart heart : hearts) {
      if (!heart.tick()) {
        return Optional.of(heart.name);
      }
    }
    return Optional.empty();
  }

  private void watch() {
    try {
      Optional<String> stalled = tick();
      while (stalled.isEmpty() && !OutOfMemory.isDying() && !stopped) {
        Thread.sleep(TICK_MILLIS);
        stalled = tick();
      }
      condemned.countDown();
      stalled
          .filter(name -> !stopped)
          .ifPresent(
              name ->
                  LOG.fatalf(
                      "%s has stood still for %d s: ending the process", name, PATIENCE_TICKS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Error e) {
      OutOfMemory.endAt(e); // perhaps the cause of it
      throw e;
    } finally {
      condemned.countDown(); // nobody would watch any more
    }
  }

  private void awaitEnd() {
    try {
      condemned.await();
      Thread.sleep(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!stopped) {
      onStall.run();
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
