package io.exavip.probe;

import io.exavip.time.Timeline;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * A probe whose check has a tripwire. Started on the timeline, it tells the tripwire what its
 * attempts tell of it. Right after the server has closed the connection, it asks the kernel first:
 * where nobody listens any more, the attempt has failed already.
 */
final class WiredProbe implements Probe {
  private final Probe probe;
  private final Tripwire tripwire;
  private final Predicate<SocketAddress> refused;
  private final Timeline timeline;

  /**
   * Makes the probe.
   *
   * @param probe makes the attempts
   * @param tripwire what they tell of
   * @param refused whether the kernel says that nobody listens at an address
   * @param timeline where everything runs
   */
  WiredProbe(Probe probe, Tripwire tripwire, Predicate<SocketAddress> refused, Timeline timeline) {
    this.probe = probe;
    this.tripwire = tripwire;
    this.refused = refused;
    this.timeline = timeline;
  }

  Tripwire tripwire() {
    return tripwire;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    if (tripwire.doubted().filter(refused).isPresent()) {
      return CompletableFuture.completedFuture(ProbeResult.failure(FailureReason.REFUSED));
    }
    KeptConnection before = tripwire.held();
    Timeline.Scheduled late = timeline.after(tripwire.patience().toNanos(), tripwire::onLate);
    CompletableFuture<ProbeResult> attempt = probe.start();
    attempt.whenComplete(
        (result, error) -> {
          late.cancel();
          if (error == null) {
            timeline.execute(() -> onResult(result, before));
          }
        });
    return attempt;
  }

  @Override
  public void onHint(Runnable hint) {
    tripwire.onHint(hint);
  }

  @Override
  public void rest() {
    tripwire.release();
  }

  private void onResult(ProbeResult result, KeptConnection before) {
    if (result.healthy()) {
      tripwire.onSuccess(before);
    } else {
      tripwire.release(); // nothing is to be learned from it while the app is sick
    }
  }
}
