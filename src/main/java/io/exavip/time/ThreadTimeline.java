package io.exavip.time;

import io.exavip.fatal.OutOfMemory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The real time and one daemon thread. A task that throws is reported and does not end the thread.
 */
public final class ThreadTimeline implements Timeline, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;
  private final Consumer<Throwable> onError;
  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Starts the thread.
   *
   * @param name the thread's name
   * @param onError told of exceptions that tasks throw
   */
  public ThreadTimeline(String name, Consumer<Throwable> onError) {
    this.onError = onError;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  /** Tasks that come while the thread is busy wait in a line of their own: that costs less. */
  @Override
  public void execute(Runnable task) {
    try {
      ready.add(task);
      if (waiting.getAndIncrement() == 0) {
        after(0, this::runReady);
      }
    } catch (OutOfMemoryError e) { // who hands an outcome over might not say that it got lost
      OutOfMemory.endAt(e);
      throw e;
    }
  }

  @Override
  public Scheduled after(long delayNanos, Runnable task) {
    try {
      Future<?> future = executor.schedule(guarded(task), delayNanos, TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {}; // closed: the program is ending, nothing is to be scheduled any more
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** Runs what is ready now; what comes meanwhile does not keep the tasks waiting that are due. */
  private void runReady() {
    int count = waiting.get();
    int done = 0;
    try {
      while (done < count) {
        done++;
        guarded(ready.remove()).run();
      }
    } finally {
      if (waiting.addAndGet(-done) > 0) {
        after(0, this::runReady);
      }
    }
  }

  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        OutOfMemory.endAt(e);
        onError.accept(e);
      }
    };
  }
}
