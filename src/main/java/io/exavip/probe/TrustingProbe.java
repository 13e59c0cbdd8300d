package io.exavip.probe;

import io.exavip.time.Timeline;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A probe by TLS. Where the certificate is not taken, the file of trusted authorities is looked at
 * before that counts: if it has been replaced just now, as the server's certificate may have been,
 * the attempt is made again.
 */
final class TrustingProbe implements Probe {
  private final Probe probe;
  private final Supplier<CompletableFuture<Boolean>> look;
  private final Timeline timeline;

  /**
   * Makes the probe.
   *
   * @param probe makes the attempts
   * @param look has the file looked at; true: it has changed
   * @param timeline where attempts are started
   */
  TrustingProbe(Probe probe, Supplier<CompletableFuture<Boolean>> look, Timeline timeline) {
    this.probe = probe;
    this.look = look;
    this.timeline = timeline;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> outcome = new CompletableFuture<>();
    attempt(
        outcome,
        first -> {
          if (first.healthy() || !FailureReason.isOfTls(first.reason())) {
            outcome.complete(first);
          } else {
            look.get().whenComplete((changed, error) -> again(changed, first, outcome));
          }
        });
    return outcome;
  }

  private void again(Boolean changed, ProbeResult first, CompletableFuture<ProbeResult> outcome) {
    if (Boolean.TRUE.equals(changed)) {
      timeline.execute(() -> attempt(outcome, outcome::complete));
    } else {
      outcome.complete(first);
    }
  }

  private void attempt(CompletableFuture<ProbeResult> outcome, Consumer<ProbeResult> then) {
    if (outcome.isDone()) {
      return;
    }
    CompletableFuture<ProbeResult> attempt = probe.start();
    outcome.whenComplete((result, error) -> attempt.cancel(true));
    attempt.whenComplete(
        (result, error) -> {
          if (error == null) {
            then.accept(result);
          } else {
            outcome.completeExceptionally(error);
          }
        });
  }
}
