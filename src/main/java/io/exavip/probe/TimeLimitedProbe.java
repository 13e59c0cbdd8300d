package io.exavip.probe;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Puts a deadline on a probe: whatever it does, an outcome stands when the time is up, and the
 * attempt is cancelled. A probe that throws has failed.
 *
 * <p>On a machine that is very busy the answer may have arrived in time, and have been read by
 * nobody yet. So the time is up once the event loops have gone round, or {@link #GRACE} later.
 */
final class TimeLimitedProbe implements Probe {
  /** So long the event loops may take for that. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private final Probe probe;
  private final Duration timeout;
  private final Consumer<Runnable> afterTurn;
  private final Timeline timeline;

  /**
   * Makes the probe.
   *
   * @param probe makes the attempts
   * @param timeout the deadline
   * @param afterTurn runs a task once what has arrived was read
   * @param timeline where the deadline is kept
   */
  TimeLimitedProbe(Probe probe, Duration timeout, Consumer<Runnable> afterTurn, Timeline timeline) {
    this.probe = probe;
    this.afterTurn = afterTurn;
    this.timeout = timeout;
    this.timeline = timeline;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    CompletableFuture<ProbeResult> attempt = probe.attempt();
    Timeline.Scheduled deadline = timeline.after(timeout.toNanos(), () -> onDeadline(result));
    attempt.whenComplete(
        (outcome, error) -> result.complete(error == null ? outcome : broken(error)));
    result.whenComplete(
        (outcome, error) -> {
          deadline.cancel();
          attempt.cancel(true);
        });
    return result;
  }

  private void onDeadline(CompletableFuture<ProbeResult> result) {
    Timeline.Scheduled last = timeline.after(GRACE.toNanos(), () -> result.complete(expired()));
    result.whenComplete((outcome, error) -> last.cancel());
    afterTurn.accept(() -> result.complete(expired()));
  }

  private ProbeResult expired() {
    return ProbeResult.failure("timeout after " + timeout.toMillis() + " ms");
  }

  private static ProbeResult broken(Throwable error) {
    return Shortage.outcome(error);
  }
}
