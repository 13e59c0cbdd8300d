package io.exavip.probe;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/**
 * The threads that carry all sockets, and whether they come to their work in time. Where they do
 * not, an app that is well looks as if it were slow.
 */
final class EventLoops {
  /** So long a task may wait before the loops do not keep up. */
  static final Duration TOLERANCE = Duration.ofMillis(100);

  /** They are asked no more often. */
  private static final Duration LEAST = Duration.ofMillis(20);

  private final List<EventExecutor> loops;
  private final AtomicInteger unanswered = new AtomicInteger();
  private long askedAt = System.nanoTime() - LEAST.toNanos();

  EventLoops(Vertx vertx) {
    this(StreamSupport.stream(vertx.nettyEventLoopGroup().spliterator(), false).toList());
  }

  EventLoops(List<EventExecutor> loops) {
    this.loops = List.copyOf(loops);
  }

  /** Whether they did what they were asked last; asks them again. On one thread. */
  boolean keepUp() {
    long age = System.nanoTime() - askedAt;
    if (unanswered.get() > 0) {
      return age < TOLERANCE.toNanos();
    }
    if (age >= LEAST.toNanos()) {
      askedAt = System.nanoTime();
      unanswered.set(loops.size());
      loops.forEach(loop -> run(loop, unanswered::decrementAndGet));
    }
    return true;
  }

  /**
   * Runs a task when each of them has gone round once: what had arrived at a socket before has been
   * read then.
   */
  void afterTurn(Runnable task) {
    AtomicInteger left = new AtomicInteger(loops.size());
    Runnable turned =
        () -> {
          if (left.decrementAndGet() == 0) {
            task.run();
          }
        };
    // What a loop is told to do later it does after it has looked at its sockets.
    loops.forEach(loop -> run(loop, () -> schedule(loop, turned)));
  }

  private static void schedule(EventExecutor loop, Runnable task) {
    try {
      loop.schedule(task, 1, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      task.run(); // closed
    }
  }

  private static void run(EventExecutor loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }
}
