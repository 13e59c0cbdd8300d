package io.exavip.probe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Judges the bodies that one check gets, one after the other, away from the event loops: what takes
 * its time there holds up every other check. A check with an expensive rule waits for itself alone,
 * since it holds one of the threads at most.
 */
final class BodyJudge {
  private final Executor threads;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  BodyJudge(Executor threads) {
    this.threads = threads;
  }

  /** Runs the task when those before it have ended, however they did. Any thread. */
  synchronized void execute(Runnable task) {
    last =
        last.handleAsync(
            (done, error) -> {
              task.run();
              return null;
            },
            threads);
  }
}
