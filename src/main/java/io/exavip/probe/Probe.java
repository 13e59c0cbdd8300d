package io.exavip.probe;

import java.util.concurrent.CompletableFuture;

/** A way to find out whether a service is healthy. Attempts do not depend on each other. */
@FunctionalInterface
public interface Probe {
  /**
   * Starts an attempt and returns at once.
   *
   * @return the outcome to come; it should not complete exceptionally. Cancelling it releases what
   *     the attempt holds: sockets, processes
   */
  CompletableFuture<ProbeResult> start();

  /**
   * Starts an attempt, whatever {@link #start} throws: such as an Error where there is no thread,
   * and probing must go on.
   *
   * @return the outcome to come; what was thrown completes it
   */
  default CompletableFuture<ProbeResult> attempt() {
    try {
      return start();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Sets what is run, on the timeline, when something between the attempts speaks for an attempt at
   * once.
   *
   * @param hint the task; without one nothing is run
   */
  default void onHint(Runnable hint) {}

  /** Lets go of what is held between the attempts, without a hint. */
  default void rest() {}
}
