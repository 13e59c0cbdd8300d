package io.exavip.service;

import io.exavip.health.HealthState;
import io.exavip.health.HealthTracker;
import io.exavip.health.HoldDown;
import io.exavip.health.State;
import io.exavip.health.Verdict;
import io.exavip.probe.Probe;
import io.exavip.probe.ProbeResult;
import io.exavip.route.Route;
import io.exavip.time.Timeline;
import java.nio.file.Files;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/**
 * One service under observation. Everything runs on the timeline.
 *
 * <p>Probes start at the interval, at the fast interval while a decision is pending. A probe that
 * takes longer than the fast interval is a decision pending, too: confirming probes start before it
 * has timed out, so that a hang is known within interval + timeout + (fall - 1) x fast interval.
 */
final class WatchedService {
  private final ServiceSpec spec;
  private final Probe probe;
  private final Timeline timeline;
  private final DoubleSupplier random;
  private final BiConsumer<ServiceSpec, List<Route>> routes;
  private final ServiceListener listener;

  private final HealthTracker tracker;
  private final ProbeSequence sequence = new ProbeSequence();
  private HealthState health = HealthState.INITIAL;
  private HoldDown holdDown;
  private List<Route> wanted = List.of();
  private long lastStart;
  private long interval;
  private boolean probed;
  private Timeline.Scheduled wake = () -> {};

  WatchedService(
      ServiceSpec spec,
      Probe probe,
      Timeline timeline,
      DoubleSupplier random,
      BiConsumer<ServiceSpec, List<Route>> routes,
      ServiceListener listener) {
    this.spec = spec;
    this.probe = probe;
    this.timeline = timeline;
    this.random = random;
    this.routes = routes;
    this.listener = listener;
    this.tracker = new HealthTracker(spec.thresholds());
    this.holdDown = HoldDown.of(spec.holdDown().toNanos());
  }

  void start() {
    timeline.after(spec.schedule().startLimit().toNanos(), this::onStartLimit);
    pace();
  }

  void stop() {
    wake.cancel();
    sequence.dropAll();
  }

  HealthState health() {
    return health;
  }

  /** Starts the probe that is due, if one is, and sets the time of the next look. */
  private void pace() {
    wake.cancel();
    if (isDisabled()) {
      if (health.state() != State.DISABLED) {
        sequence.dropAll();
        change(tracker.afterDisable(health), ServiceEvent.Kind.CONTROL, "disable file exists");
      }
      wake = timeline.after(spec.schedule().interval().toNanos(), this::pace);
      return;
    }
    if (health.state() == State.DISABLED) {
      change(tracker.afterEnable(health), ServiceEvent.Kind.CONTROL, "disable file is gone");
    }
    long now = timeline.nanos();
    try {
      if (due(now) - now <= 0) {
        launch(now);
      }
    } finally {
      wake = timeline.after(nextLook(now) - now, this::pace);
    }
  }

  private boolean isDisabled() {
    return spec.disableFile().filter(Files::exists).isPresent();
  }

  private void launch(long now) {
    long fast = spec.schedule().fastInterval().toNanos();
    long due = due(now);
    // Start to start, without drift; but after a standstill of the program no burst to catch up.
    lastStart = probed && now - due < fast ? due : now;
    probed = true;
    double shorten = random.getAsDouble() * spec.schedule().jitterPercent() / 100;
    interval = (long) (spec.schedule().interval().toNanos() * (1 - shorten));
    CompletableFuture<ProbeResult> outcome = probe.start();
    ProbeSequence.Attempt attempt = sequence.started(now, () -> outcome.cancel(true));
    outcome.whenComplete(
        (result, error) -> {
          if (error == null) {
            timeline.execute(() -> onOutcome(attempt, result));
          } else if (!outcome.isCancelled()) {
            timeline.execute(() -> onOutcome(attempt, ProbeResult.failure(error.toString())));
          }
        });
  }

  /** When the next probe is due. */
  private long due(long now) {
    if (!probed) {
      return now;
    }
    return lastStart + (isUrgent(now) ? spec.schedule().fastInterval().toNanos() : interval);
  }

  private boolean isUrgent(long now) {
    return health.isDeciding() || health.state() == State.UP && overdueAt() - now <= 0;
  }

  /** When the oldest probe under way is overdue. */
  private long overdueAt() {
    OptionalLong oldest = sequence.oldestStart();
    return oldest.isPresent()
        ? oldest.getAsLong() + spec.schedule().fastInterval().toNanos()
        : Long.MAX_VALUE;
  }

  private long nextLook(long now) {
    long due = due(now);
    boolean watchOverdue = health.state() == State.UP && !isUrgent(now);
    return watchOverdue ? Math.min(due, overdueAt()) : due;
  }

  private void onOutcome(ProbeSequence.Attempt attempt, ProbeResult result) {
    try {
      for (ProbeResult next : sequence.ended(attempt, result)) {
        change(
            tracker.afterProbe(health, next.healthy()),
            next.healthy() ? ServiceEvent.Kind.SUCCESS : ServiceEvent.Kind.FAILURE,
            next.reason());
      }
    } finally {
      pace();
    }
  }

  private void onStartLimit() {
    HealthState after = tracker.afterStartLimit(health);
    if (!after.equals(health)) {
      long millis = spec.schedule().startLimit().toMillis();
      change(after, ServiceEvent.Kind.CONTROL, "no decision within " + millis + " ms");
      pace();
    }
  }

  private void change(HealthState after, ServiceEvent.Kind kind, String reason) {
    HealthState before = health;
    health = after;
    List<Route> changes = follow(before);
    if (!changes.isEmpty()) {
      routes.accept(spec, wanted); // before anything that could fail
    }
    listener.onEvent(
        new ServiceEvent(spec.name(), kind, reason, before, after, needed(after), changes));
  }

  /**
   * Lets the routes wanted follow the verdict, as far as the hold-down allows; returns the new
   * ones.
   */
  private List<Route> follow(HealthState before) {
    if (health.verdict().isEmpty()) {
      return List.of();
    }
    Verdict verdict = health.verdict().get();
    holdDown = holdDown.after(verdict, timeline.nanos());
    boolean held = verdict == Verdict.UP && !holdDown.effective().equals(health.verdict());
    if (held && !before.verdict().equals(health.verdict())) {
      timeline.after(holdDown.remaining(timeline.nanos()), this::onHoldDownOver);
    }
    List<Route> old = wanted;
    wanted = holdDown.effective().map(spec.policy()::routes).orElse(old);
    return wanted.stream().filter(route -> !old.contains(route)).toList();
  }

  private void onHoldDownOver() {
    boolean held = holdDown.effective().filter(v -> v != Verdict.UP).isPresent();
    if (held && health.verdict().filter(v -> v == Verdict.UP).isPresent()) {
      change(health, ServiceEvent.Kind.CONTROL, "hold-down is over");
    }
  }

  private int needed(HealthState state) {
    return switch (state.state()) {
      case RISING, UP -> spec.thresholds().rise();
      case FALLING, DOWN -> spec.thresholds().fall();
      case INIT, DISABLED -> 0;
    };
  }
}
