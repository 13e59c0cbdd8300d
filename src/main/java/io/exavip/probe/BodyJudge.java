package io.exavip.probe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

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

  /**
   * Runs the task when those before it have ended, however they did. Any thread.
   *
   * @param task what is to be done
   * @param onError told where it could not be started, such as for lack of a thread
   */
  synchronized void execute(Runnable task, Consumer<Throwable> onError) {
    CompletableFuture<Void> before = last;
    CompletableFuture<Void> mine = new CompletableFuture<>();
    last = mine;
    before.whenComplete((done, error) -> start(task, onError, mine));
  }

  private void start(Runnable task, Consumer<Throwable> onError, CompletableFuture<Void> ended) {
    try {
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              ended.complete(null);
            }
          });
    } catch (RuntimeException | Error e) {
      ended.complete(null);
      onError.accept(e);
    }
  }
}
