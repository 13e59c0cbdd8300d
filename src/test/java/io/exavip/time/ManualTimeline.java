package io.exavip.time;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A timeline whose time the test sets. */
public final class ManualTimeline implements Timeline {
  private static final class Task {
    private final long at;
    private final long number;
    private final Runnable action;
    private boolean cancelled;

    private Task(long at, long number, Runnable action) {
      this.at = at;
      this.number = number;
      this.action = action;
    }
  }

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.<Task>comparingLong(t -> t.at).thenComparingLong(t -> t.number));
  private long now;
  private long count;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    after(0, task);
  }

  @Override
  public Scheduled after(long delayNanos, Runnable action) {
    Task task = new Task(now + Math.max(0, delayNanos), count++, action);
    tasks.add(task);
    return () -> task.cancelled = true;
  }

  /** Lets time pass and runs what falls due, each task at its time. */
  public void advanceTo(long nanos) {
    while (!tasks.isEmpty() && tasks.peek().at <= nanos) {
      Task task = tasks.poll();
      now = Math.max(now, task.at);
      if (!task.cancelled) {
        task.action.run();
      }
    }
    now = nanos;
  }

  /** Time passes while nothing can run, as when the process is stopped. */
  public void freezeUntil(long nanos) {
    now = nanos;
  }
}
