package io.exavip.probe.tripwire;

import io.exavip.probe.FailureReason;
import io.exavip.probe.Probe;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.TurnedAway;
import io.exavip.time.Timeline;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A probe whose check has a tripwire. Started on the timeline, it tells the tripwire what its
 * attempts tell of it. Right after the server has closed the connection, it asks the kernel first:
 * where nobody listens any more, the attempt has failed already.
 *
 * <p>A server may have a limit on its connections. So a probe that is turned away while the
 * connection is held, and that still open, is repeated without it, and only what comes of that
 * counts.
 */
public final class TripwireProbe implements Probe {
  private final Probe probe;
  private final Tripwire tripwire;
  private final Predicate<SocketAddress> refused;
  private final Duration timeout;
  private final Timeline timeline;

  /**
   * Makes the probe.
   *
   * @param probe makes the attempts
   * @param tripwire what they tell of
   * @param refused whether the kernel says that nobody listens at an address
   * @param timeout the time that all attempts of a probe have together
   * @param timeline where everything runs
   */
  public TripwireProbe(
      Probe probe,
      Tripwire tripwire,
      Predicate<SocketAddress> refused,
      Duration timeout,
      Timeline timeline) {
    this.probe = probe;
    this.tripwire = tripwire;
    this.refused = refused;
    this.timeout = timeout;
    this.timeline = timeline;
  }

  /**
   * What it holds a connection by.
   *
   * @return the tripwire
   */
  public Tripwire tripwire() {
    return tripwire;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    if (tripwire.doubted().filter(refused).isPresent()) {
      return CompletableFuture.completedFuture(ProbeResult.failure(FailureReason.REFUSED));
    }
    KeptConnection before = tripwire.held();
    Timeline.Scheduled late = timeline.after(tripwire.patience().toNanos(), tripwire::onLate);
    CompletableFuture<ProbeResult> outcome = new CompletableFuture<>();
    long deadline = timeline.nanos() + timeout.toNanos();
    attempt(
        outcome,
        result -> {
          late.cancel();
          if (before == null || result.healthy() || !result.isAsked()) {
            outcome.complete(result);
            timeline.execute(() -> onResult(result, before));
          } else {
            timeline.execute(() -> onFailure(result, before, deadline, outcome));
          }
        });
    outcome.whenComplete((result, error) -> late.cancel());
    return outcome;
  }

  @Override
  public void onHint(Runnable hint) {
    tripwire.onHint(hint);
  }

  @Override
  public void rest() {
    tripwire.release();
  }

  /** Makes an attempt that ends with the outcome at the latest. */
  private void attempt(CompletableFuture<ProbeResult> outcome, Consumer<ProbeResult> then) {
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

  private void onResult(ProbeResult result, KeptConnection before) {
    if (result.healthy()) {
      tripwire.onSuccess(before);
    } else if (!result.isAsked()) {
      tripwire.onShortage();
    } else {
      tripwire.release(); // nothing is to be learned from it while the app is sick
    }
  }

  /** A dead app's connections are closed; where that held is not, it may be what was in the way. */
  private void onFailure(
      ProbeResult result,
      KeptConnection before,
      long deadline,
      CompletableFuture<ProbeResult> outcome) {
    Optional<TurnedAway> way = TurnedAway.of(result);
    if (before != tripwire.held() || way.isEmpty()) {
      outcome.complete(result);
      tripwire.release();
      return;
    }
    tripwire.standBack();
    outcome.whenComplete((last, error) -> timeline.execute(tripwire::standIn));
    // However slowly it is turned away each time: all together has the time of one probe.
    Timeline.Scheduled end =
        timeline.after(deadline - timeline.nanos(), () -> outcome.complete(result));
    outcome.whenComplete((last, error) -> end.cancel());
    repeat(0, way.get(), result, outcome);
  }

  /** Repeats a probe that was turned away, without the connection; the last outcome counts. */
  private void repeat(
      int done, TurnedAway way, ProbeResult result, CompletableFuture<ProbeResult> outcome) {
    if (done == way.pauses().size()) {
      if (way.isTelling()) {
        tripwire.onCrowded();
      }
      outcome.complete(result);
      return;
    }
    timeline.after(
        way.pauses().get(done).toNanos(),
        () -> {
          if (!outcome.isDone()) {
            attempt(
                outcome, next -> timeline.execute(() -> onRepeated(done + 1, way, next, outcome)));
          }
        });
  }

  private void onRepeated(
      int done, TurnedAway way, ProbeResult result, CompletableFuture<ProbeResult> outcome) {
    if (result.healthy()) {
      outcome.complete(result);
      tripwire.onCrowded();
    } else if (TurnedAway.of(result).filter(way::equals).isPresent()) {
      repeat(done, way, result, outcome);
    } else {
      outcome.complete(result);
    }
  }
}
