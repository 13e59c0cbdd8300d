package io.exavip.probe;

import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.name.Resolver;
import io.exavip.probe.name.SystemResolver;
import io.exavip.probe.tripwire.TripwireProbe;
import io.exavip.probe.tripwire.TripwireUse;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs single checks as the program does: a factory and a timeline of its own. */
public final class Prober implements AutoCloseable {
  /** A deadline that a busy machine keeps, too, where the outcome comes at once. */
  static final Duration AMPLE = Duration.ofSeconds(60);

  /** A deadline for what never ends by itself. */
  static final Duration SHORT = Duration.ofMillis(300);

  /** No attempt of a test takes that long. */
  public static final Duration PATIENT = Duration.ofMinutes(10);

  /** The reason when {@link #SHORT} is over. */
  static final String TIMEOUT = "timeout after 300 ms";

  private final ThreadTimeline timeline =
      new ThreadTimeline("prober", error -> error.printStackTrace());
  private final ProbeFactory factory;
  private final AtomicInteger hints = new AtomicInteger();

  public Prober(Vertx vertx) {
    this(vertx, new SystemResolver());
  }

  public Prober(Vertx vertx, Resolver names) {
    factory = new ProbeFactory(vertx, timeline, names);
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
    return start(check, timeout).orTimeout(5, TimeUnit.MINUTES).join();
  }

  CompletableFuture<ProbeResult> start(Check check, Duration timeout) {
    return probe(check, timeout).start();
  }

  Probe probe(Check check, Duration timeout) {
    return factory.probe(List.of(new TimedCheck(check, timeout)), Require.ALL);
  }

  /** A probe with a tripwire, as a service has it; attempts are started by {@link #next}. */
  public Probe wired(RudeServer server) {
    return wired(Http.get(server.http("/")).check());
  }

  public Probe wired(Check check) {
    return wired(check, TripwireUse.LOCAL, PATIENT);
  }

  public Probe wired(Check check, TripwireUse use, Duration patience) {
    Probe probe = factory.probe(List.of(new TimedCheck(check, AMPLE, use)), Require.ALL, patience);
    timeline.execute(() -> probe.onHint(hints::incrementAndGet));
    return probe;
  }

  /** How many hints the probes with a tripwire have given. */
  public int hints() {
    return hints.get();
  }

  /** The same, when the timeline has done what is on its way. */
  public int settledHints() {
    onTimeline(() -> {});
    return hints();
  }

  public void forgetHints() {
    hints.set(0);
  }

  public void awaitHeld(Probe probe) {
    Eventually.until(
        "the connection is held", () -> ((TripwireProbe) probe).tripwire().held() != null);
  }

  /** Makes one attempt, from the timeline. */
  public ProbeResult next(Probe probe) {
    return CompletableFuture.supplyAsync(probe::start, timeline)
        .thenCompose(attempt -> attempt)
        .orTimeout(5, TimeUnit.MINUTES)
        .join();
  }

  public void onTimeline(Runnable task) {
    CompletableFuture.runAsync(task, timeline).orTimeout(5, TimeUnit.MINUTES).join();
  }

  @Override
  public void close() {
    factory.close();
    timeline.close();
  }
}
