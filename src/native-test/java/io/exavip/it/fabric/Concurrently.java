package io.exavip.it.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opentest4j.TestAbortedException;

/** Runs scenarios that take long side by side. */
public final class Concurrently {

  private Concurrently() {}

  /**
   * Runs all scenarios to their end; then the first failure counts, and a skipped one only when
   * nothing has failed.
   *
   * @param scenarios what to run
   */
  public static void run(Runnable... scenarios) {
    List<Callable<Object>> tasks = new ArrayList<>();
    for (Runnable scenario : scenarios) {
      tasks.add(Executors.callable(scenario));
    }
    ExecutorService threads = Executors.newFixedThreadPool(scenarios.length);
    try {
      TestAbortedException skipped = null;
      for (Future<Object> task : threads.invokeAll(tasks)) {
        try {
          task.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TestAbortedException aborted)) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
          }
          skipped = aborted;
        }
      }
      if (skipped != null) {
        throw skipped;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
