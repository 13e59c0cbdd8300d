package io.exavip.ping;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Sends probes at a fixed rate and hands on what becomes of them, in the order of their starts: a
 * probe waits for those before it, and none takes longer than its timeout. All that is slow happens
 * on a thread of its own, and delays no probe.
 */
final class PingRun {
  /** So many probes may be open or not yet handed on; further ones are not sent. */
  static final int MAX_OPEN = 10_000;

  /** Why a probe was not sent when its time had passed. */
  static final String LATE = "the program could not run in time";

  private static final CompletableFuture<Reply> END = new CompletableFuture<>();

  /** What the outcomes are handed to, by one thread. */
  interface Listener {
    /** The next outcome. */
    void onReply(Reply reply);

    /** The run is over; so many probes are still under way, and not waited for. */
    void onEnd(long underWay);
  }

  private final Timeline timeline;
  private final Cadence cadence;
  private final Supplier<CompletableFuture<Reply>> sender;
  private final Listener listener;
  private final BlockingQueue<CompletableFuture<Reply>> open = new LinkedBlockingQueue<>();
  private final Thread reader = new Thread(this::handOn, "exavip-replies");
  private long wanted;
  private long unsaid;

  /**
   * Prepares a run.
   *
   * @param timeline where probes are started
   * @param plan when, and how many
   * @param sender starts a probe; what it returns is completed with a reply after the timeout at
   *     the latest
   * @param listener told of every outcome
   */
  PingRun(
      Timeline timeline,
      PingPlan plan,
      Supplier<CompletableFuture<Reply>> sender,
      Listener listener) {
    this.timeline = timeline;
    this.sender = sender;
    this.listener = listener;
    this.wanted = plan.count().orElse(Long.MAX_VALUE);
    this.cadence =
        new Cadence(
            timeline,
            plan.interval().toNanos(),
            plan.duration().map(Duration::toNanos).orElse(Long.MAX_VALUE),
            new Cadence.Slots() {
              @Override
              public boolean due() {
                return onDue();
              }

              @Override
              public void missed(long count) {
                notSent(LATE, count);
              }
            },
            this::onLast);
  }

  /** Starts the first probe. */
  void start() {
    reader.setDaemon(true);
    reader.start();
    cadence.start();
  }

  /** Waits until everything has been handed on, the end of the run included. */
  void awaitEnd() throws InterruptedException {
    reader.join();
  }

  /**
   * Ends the run now. Outcomes that are there already are handed on.
   *
   * @param millis how long to wait for that, in milliseconds
   * @return whether it was enough
   */
  boolean stop(long millis) throws InterruptedException {
    timeline.execute(cadence::stop);
    reader.interrupt();
    reader.join(millis);
    return !reader.isAlive();
  }

  private boolean onDue() {
    if (open.size() >= MAX_OPEN) {
      notSent("", 1);
      return true;
    }
    sayWhatWasNotSent();
    open.add(sender.get());
    wanted--;
    return wanted > 0;
  }

  private void onLast() {
    sayWhatWasNotSent();
    open.add(END);
  }

  private void notSent(String reason, long count) {
    if (open.size() >= MAX_OPEN) {
      unsaid += count;
    } else {
      open.add(CompletableFuture.completedFuture(Reply.notSent(reason, Moment.now(), count)));
    }
  }

  private void sayWhatWasNotSent() {
    if (unsaid > 0) {
      String reason = "too many probes are open, or nobody reads the output";
      open.add(CompletableFuture.completedFuture(Reply.notSent(reason, Moment.now(), unsaid)));
      unsaid = 0;
    }
  }

  private void handOn() {
    List<CompletableFuture<Reply>> rest = new ArrayList<>();
    CompletableFuture<Reply> next = null;
    try {
      for (next = open.take(); next != END; next = open.take()) {
        Reply reply = next.get();
        next = null;
        listener.onReply(reply);
      }
    } catch (InterruptedException e) {
      if (next != null) {
        rest.add(next);
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    open.drainTo(rest);
    long underWay = 0;
    for (CompletableFuture<Reply> last : rest) {
      if (last.isDone()) {
        listener.onReply(last.join());
      } else if (last != END) {
        underWay++;
      }
    }
    listener.onEnd(underWay);
  }
}
