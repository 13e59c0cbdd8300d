package io.exavip.probe;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Puts a deadline on a probe: whatever it does, an outcome stands when the time is up, and the
 * attempt is cancelled. A probe that throws has failed.
 */
final class TimeLimitedProbe implements Probe {
  private final Probe probe;
  private final Duration timeout;
  private final Timeline timeline;

  TimeLimitedProbe(Probe probe, Duration timeout, Timeline timeline) {
    this.probe = probe;
    this.timeout = timeout;
    this.timeline = timeline;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    CompletableFuture<ProbeResult> attempt = attempt();
    Timeline.Scheduled deadline =
        timeline.after(timeout.toNanos(), () -> result.complete(expired()));
    attempt.whenComplete(
        (outcome, error) -> result.complete(error == null ? outcome : broken(error)));
    result.whenComplete(
        (outcome, error) -> {
          deadline.cancel();
          attempt.cancel(true);
        });
    return result;
  }

  private CompletableFuture<ProbeResult> attempt() {
    try {
      return probe.start();
    } catch (RuntimeException | Error e) { // an Error, too, is an outcome: probing must go on
      return CompletableFuture.failedFuture(e);
    }
  }

  private ProbeResult expired() {
    return ProbeResult.failure("timeout after " + timeout.toMillis() + " ms");
  }

  private static ProbeResult broken(Throwable error) {
    return ProbeResult.failure(FailureReason.of(error));
  }
}
