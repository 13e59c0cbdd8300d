package io.exavip.probe;

import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs single checks as the program does: a factory and a timeline of its own. */
final class Prober implements AutoCloseable {
  /** A deadline that a busy machine keeps, too, where the outcome comes at once. */
  static final Duration AMPLE = Duration.ofSeconds(20);

  /** A deadline for what never ends by itself. */
  static final Duration SHORT = Duration.ofMillis(300);

  /** The reason when {@link #SHORT} is over. */
  static final String TIMEOUT = "timeout after 300 ms";

  private final ThreadTimeline timeline =
      new ThreadTimeline("prober", error -> error.printStackTrace());
  private final ProbeFactory factory;

  Prober(Vertx vertx) {
    factory = new ProbeFactory(vertx, timeline);
  }

  ProbeResult run(Check check) {
    return run(check, AMPLE);
  }

  ProbeResult run(Http http) {
    return run(http.check(), AMPLE);
  }

  ProbeResult run(Http http, Duration timeout) {
    return run(http.check(), timeout);
  }

  ProbeResult run(Check check, Duration timeout) {
    return start(check, timeout).orTimeout(60, TimeUnit.SECONDS).join();
  }

  CompletableFuture<ProbeResult> start(Check check, Duration timeout) {
    return probe(check, timeout).start();
  }

  Probe probe(Check check, Duration timeout) {
    return factory.probe(List.of(new TimedCheck(check, timeout)), Require.ALL);
  }

  /** A probe with a tripwire, as a service has it; attempts are started by {@link #next}. */
  Probe wired(Check check, TripwireUse use, Duration patience, Runnable hint) {
    Probe probe = factory.probe(List.of(new TimedCheck(check, AMPLE, use)), Require.ALL, patience);
    timeline.execute(() -> probe.onHint(hint));
    return probe;
  }

  /** Makes one attempt, from the timeline. */
  ProbeResult next(Probe probe) {
    return CompletableFuture.supplyAsync(probe::start, timeline)
        .thenCompose(attempt -> attempt)
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  void onTimeline(Runnable task) {
    CompletableFuture.runAsync(task, timeline).orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    factory.close();
    timeline.close();
  }
}
