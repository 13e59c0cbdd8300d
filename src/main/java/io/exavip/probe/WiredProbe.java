package io.exavip.probe;

import io.exavip.time.Timeline;
import java.util.concurrent.CompletableFuture;

/**
 * A probe whose check has a tripwire. Started on the timeline, it tells the tripwire what its
 * attempts tell of it.
 */
final class WiredProbe implements Probe {
  private final Probe probe;
  private final Tripwire tripwire;
  private final Timeline timeline;

  WiredProbe(Probe probe, Tripwire tripwire, Timeline timeline) {
    this.probe = probe;
    this.tripwire = tripwire;
    this.timeline = timeline;
  }

  Tripwire tripwire() {
    return tripwire;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
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
