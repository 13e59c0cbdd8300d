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
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/**
 * One service under observation. Everything runs on the timeline.
 *
 * <p>{@link ProbePace} says when probes start. Confirming probes start before a late one has timed
 * out, so that a hang is known within interval + timeout + (fall - 1) x fast interval, as long as
 * the fast lane is open.
 */
final class WatchedService {
  private final ServiceSpec spec;
  private final Probe probe;
  private final Timeline timeline;
  private final BiConsumer<ServiceSpec, List<Route>> routes;
  private final ServiceListener listener;

  private final HealthTracker tracker;
  private final ProbePace pace;
  private final ProbeSequence sequence;
  private HealthState health = HealthState.INITIAL;
  private HoldDown holdDown;
  private List<Route> wanted = List.of();
  private Timeline.Scheduled wake = () -> {};

  WatchedService(
      ServiceSpec spec,
      Probe probe,
      Timeline timeline,
      FastLane fastLane,
      DoubleSupplier random,
      BiConsumer<ServiceSpec, List<Route>> routes,
      ServiceListener listener) {
    this.spec = spec;
    this.probe = probe;
    this.timeline = timeline;
    this.routes = routes;
    this.listener = listener;
    this.tracker = new HealthTracker(spec.thresholds());
    int enough = Math.max(spec.thresholds().rise(), spec.thresholds().fall());
    this.sequence = new ProbeSequence(fastLane, enough);
    this.pace = new ProbePace(spec.schedule(), enough, fastLane, random);
    this.holdDown = HoldDown.of(spec.holdDown().toNanos());
  }

  void start() {
    probe.onHint(this::onHint);
    timeline.after(spec.schedule().startLimit().toNanos(), this::onStartLimit);
    next();
  }

  void stop() {
    wake.cancel();
    sequence.dropAll();
    probe.rest();
  }

  HealthState health() {
    return health;
  }

  /** Starts the probe that is due, if one is, and sets the time of the next look. */
  private void next() {
    wake.cancel();
    if (isDisabled()) {
      if (health.state() != State.DISABLED) {
        sequence.dropAll();
        probe.rest();
        change(tracker.afterDisable(health), ServiceEvent.Kind.CONTROL, "disable file exists");
      }
      wake = timeline.after(spec.schedule().interval().toNanos(), this::next);
      return;
    }
    if (health.state() == State.DISABLED) {
      change(tracker.afterEnable(health), ServiceEvent.Kind.CONTROL, "disable file is gone");
    }
    try {
      if (pace.isDue(moment())) {
        launch();
      }
    } finally {
      ProbePace.Moment moment = moment();
      wake = timeline.after(pace.nextLook(moment) - moment.now(), this::next);
    }
  }

  private boolean isDisabled() {
    return spec.disableFile().filter(Files::exists).isPresent();
  }

  private void launch() {
    pace.started(moment());
    CompletableFuture<ProbeResult> outcome = probe.start();
    ProbeSequence.Attempt attempt = sequence.started(timeline.nanos(), () -> outcome.cancel(true));
    outcome.whenComplete(
        (result, error) -> {
          if (error == null) {
            timeline.execute(() -> onOutcome(attempt, result));
          } else if (!outcome.isCancelled()) {
            timeline.execute(() -> onOutcome(attempt, ProbeResult.failure(error.toString())));
          }
        });
  }

  private ProbePace.Moment moment() {
    return new ProbePace.Moment(health, sequence.size(), sequence.oldestStart(), timeline.nanos());
  }

  private void onHint() {
    pace.hint(moment());
    next();
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
      next();
    }
  }

  private void onStartLimit() {
    HealthState after = tracker.afterStartLimit(health);
    if (!after.equals(health)) {
      long millis = spec.schedule().startLimit().toMillis();
      change(after, ServiceEvent.Kind.CONTROL, "no decision within " + millis + " ms");
      next();
    }
  }

  private void change(HealthState after, ServiceEvent.Kind kind, String reason) {
    HealthState before = health;
    health = after;
    if (before.isDeciding() && !after.isDeciding()) {
      pace.settled();
    }
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
    holdDown = holdDown.after(health, timeline.nanos());
    if (isHeldBack() && !before.verdict().equals(health.verdict())) {
      timeline.after(holdDown.remaining(timeline.nanos()), this::onHoldDownOver);
    }
    List<Route> old = wanted;
    wanted = holdDown.effective().map(spec.policy()::routes).orElse(old);
    return wanted == old
        ? List.of()
        : wanted.stream().filter(route -> !old.contains(route)).toList();
  }

  /** A probe that is late might fail: its outcome is waited for, as that of one that has failed. */
  private void onHoldDownOver() {
    if (isHeldBack() && health.state() == State.UP && !pace.isUndecided(moment())) {
      change(health, ServiceEvent.Kind.CONTROL, "hold-down is over");
    }
  }

  private boolean isHeldBack() {
    return health.verdict().filter(v -> v == Verdict.UP).isPresent()
        && holdDown.effective().filter(v -> v != Verdict.UP).isPresent();
  }

  private int needed(HealthState state) {
    return switch (state.state()) {
      case RISING, UP -> spec.thresholds().rise();
      case FALLING, DOWN -> spec.thresholds().fall();
      case INIT, DISABLED -> 0;
    };
  }
}
