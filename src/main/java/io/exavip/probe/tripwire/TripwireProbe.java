package io.exavip.probe.tripwire;

import io.exavip.probe.FailureReason;
import io.exavip.probe.Probe;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.TurnedAway;
import io.exavip.time.Timeline;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
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
  /** So long after the deadline an attempt under way may still end. */
  private static final Duration GRACE = Duration.ofSeconds(1);

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
   * @param timeout the time that all attempts of a probe have together, beside the pauses between
   *     them
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
    long start = timeline.nanos();
    attempt(
        outcome,
        result -> {
          late.cancel();
          if (before == null || result.healthy() || !result.isAsked()) {
            outcome.complete(result);
            timeline.execute(() -> onResult(result, before));
          } else {
            timeline.execute(() -> onFailure(result, before, start, outcome));
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
      long start,
      CompletableFuture<ProbeResult> outcome) {
    Optional<TurnedAway> way = TurnedAway.of(result);
    if (before != tripwire.held() || way.isEmpty()) {
      outcome.complete(result);
      tripwire.release();
      return;
    }
    tripwire.standBack();
    outcome.whenComplete((last, error) -> timeline.execute(tripwire::standIn));
    // However slowly it is turned away each time: all together has the time of one probe, and that
    // of the pauses.
    Duration all = way.get().pauses().stream().reduce(timeout, Duration::plus);
    Repetition repetition = new Repetition(way.get(), start + all.toNanos(), result, outcome);
    Timeline.Scheduled end =
        timeline.after(repetition.deadline() - timeline.nanos(), () -> onDeadline(repetition));
    outcome.whenComplete((last, error) -> end.cancel());
    repeat(0, repetition, result);
  }

  /**
   * The attempts that follow on one that was turned away.
   *
   * @param way how it was
   * @param deadline when none is started any more
   * @param first what the first came to
   * @param outcome what comes of all
   */
  private record Repetition(
      TurnedAway way, long deadline, ProbeResult first, CompletableFuture<ProbeResult> outcome) {}

  /** What has arrived in time may not have been read yet, where the machine stood still. */
  private void onDeadline(Repetition repetition) {
    Timeline.Scheduled last =
        timeline.after(GRACE.toNanos(), () -> giveUp(repetition, repetition.first()));
    repetition.outcome().whenComplete((result, error) -> last.cancel());
  }

  /** It stays a failure; that the connection held may have been the reason is not forgotten. */
  private void giveUp(Repetition repetition, ProbeResult result) {
    if (repetition.outcome().complete(result) && repetition.way().isTelling()) {
      tripwire.onCrowded();
    }
  }

  /** Repeats a probe that was turned away, without the connection; the last outcome counts. */
  private void repeat(int done, Repetition repetition, ProbeResult result) {
    List<Duration> pauses = repetition.way().pauses();
    if (done == pauses.size()
        || timeline.nanos() + pauses.get(done).toNanos() >= repetition.deadline()) {
      giveUp(repetition, result);
      return;
    }
    timeline.after(
        pauses.get(done).toNanos(),
        () -> {
          if (!repetition.outcome().isDone()) {
            attempt(
                repetition.outcome(),
                next -> timeline.execute(() -> onRepeated(done + 1, repetition, next)));
          }
        });
  }

  private void onRepeated(int done, Repetition repetition, ProbeResult result) {
    if (result.healthy()) {
      repetition.outcome().complete(result);
      tripwire.onCrowded();
    } else if (TurnedAway.of(result).filter(repetition.way()::equals).isPresent()) {
      repeat(done, repetition, result);
    } else {
      repetition.outcome().complete(result);
    }
  }
}
