package io.exavip.time;

import java.util.concurrent.Executor;

/**
 * Monotonic time, and a place where tasks run one after the other at their time. Whatever runs here
 * needs no lock against anything else that runs here. Tests replace it by one whose time they set.
 */
public interface Timeline extends Executor {
  /** A task that has been scheduled. */
  @FunctionalInterface
  interface Scheduled {
    /** Takes the task off the schedule; without effect once it has run. */
    void cancel();
  }

  /**
   * The present time.
   *
   * @return monotonic nanoseconds from an arbitrary origin
   */
  long nanos();

  /**
   * Runs a task later.
   *
   * @param delayNanos the delay in nanoseconds; 0 or less: as soon as possible
   * @param task the task
   * @return a handle to cancel it
   */
  Scheduled after(long delayNanos, Runnable task);
}
