package io.exavip.monitor;

import io.exavip.health.Health;
import io.exavip.health.HealthTracker;
import io.exavip.health.HoldDown;
import io.exavip.health.Phase;
import io.exavip.health.Verdict;
import io.exavip.probe.Probe;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.Shortage;
import io.exavip.route.Route;
import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/**
 * One service under observation. Everything runs on the timeline.
 *
 * <p>{@link ProbeSchedule} says when probes start. Confirming probes start before a late one has
 * timed out, so that a hang is known within interval + timeout + (fall - 1) x fast interval, as
 * long as the fast lane is open.
 */
final class ServiceMonitor {
  /**
   * So long the first probe waits for the first answer on the disable file: long enough for any
   * file system that is well, and not felt where one is not.
   */
  static final Duration FIRST_LOOK = Duration.ofMillis(50);

  /** So late a look or an outcome may be on a machine that is very busy. */
  static final Duration TOLERANCE = Duration.ofSeconds(10);

  /** In this time it has been started, however many services there are. */
  private static final Duration START = Duration.ofMinutes(1);

  private final ServiceSpec spec;
  private final Probe probe;
  private final Timeline timeline;
  private final BiConsumer<ServiceSpec, List<Route>> routes;
  private final ServiceListener listener;
  private final Optional<DisableFile> disableFile;

  private final HealthTracker tracker;
  private final ProbeSchedule pace;
  private final InFlightProbes sequence;
  private final Traffic traffic;
  private final Excuses excuses;
  private final Runnable turn = this::next; // one and the same, by which it is known
  private final Silence silence;
  private Health health = Health.INITIAL;
  private HoldDown holdDown;
  private List<Route> wanted = List.of();
  private Timeline.Scheduled wake = () -> {};
  private final long processStart;
  private StartLimit startLimit;
  private long startedAt;
  private long lookDue;
  private boolean startLimitOver;
  private boolean stopped;

  ServiceMonitor(
      ServiceSpec spec,
      Probe probe,
      Timeline timeline,
      long processStart,
      Traffic traffic,
      Unasked unasked,
      Optional<DisableFile> disableFile,
      DoubleSupplier random,
      BiConsumer<ServiceSpec, List<Route>> routes,
      ServiceListener listener) {
    this.spec = spec;
    this.probe = probe;
    this.timeline = timeline;
    this.processStart = processStart;
    this.disableFile = disableFile;
    this.routes = routes;
    this.listener = new GuardedListener(listener);
    this.tracker = new HealthTracker(spec.thresholds());
    int enough = Math.max(spec.thresholds().rise(), spec.thresholds().fall());
    this.traffic = traffic;
    this.excuses = new Excuses(spec.checks(), traffic.window());
    this.silence = new Silence(spec, unasked, timeline);
    this.sequence = new InFlightProbes(traffic, enough);
    this.pace = new ProbeSchedule(spec.schedule(), enough, traffic.fastLane(), random);
    this.lookDue = timeline.nanos() + START.toNanos();
    this.holdDown = HoldDown.of(spec.holdDown().toNanos());
  }

  void start() {
    probe.onHint(this::onHint);
    disableFile.ifPresent(file -> file.onNews(this::onDisableFile));
    startedAt = timeline.nanos();
    excuses.start(startedAt);
    startLimit = new StartLimit(spec.schedule().startLimit().toNanos(), processStart, startedAt);
    timeline.after(startLimit.first() - startedAt, this::onStartLimit);
    timeline.after(startLimit.last() - startedAt, this::onStartLimit);
    next();
  }

  void stop() {
    stopped = true;
    wake.cancel();
    traffic.turns().leave(turn);
    sequence.dropAll();
    probe.rest();
  }

  Health health() {
    return health;
  }

  /**
   * Starts the probe that is due, if one is, and sets the time of the next look. Whatever goes
   * wrong in one look, there is a next one.
   */
  private void next() {
    wake.cancel();
    if (stopped) {
      return;
    }
    long wait = spec.schedule().interval().toNanos();
    try {
      wait = look();
    } finally {
      wake = timeline.after(wait, this::next);
      lookDue = timeline.nanos() + Math.max(0, wait);
    }
  }

  /** Whether it is looked at when it should be, and no probe has outlived its deadline by long. */
  boolean isWell() {
    long now = timeline.nanos();
    boolean looked = now - lookDue < TOLERANCE.toNanos();
    long since = sequence.oldestStart().orElse(now);
    return stopped || looked && now - since < spec.longestTimeout() + TOLERANCE.toNanos();
  }

  /** Does what is due now; returns the time until the next look. */
  private long look() {
    disableFile.ifPresent(DisableFile::look);
    if (disableFile.filter(DisableFile::isPresent).isPresent()) {
      if (health.phase() != Phase.DISABLED) {
        disable();
      }
      return spec.schedule().interval().toNanos();
    }
    if (health.phase() == Phase.DISABLED) {
      change(tracker.afterEnable(health), ServiceEvent.Kind.CONTROL, "disable file is gone");
    }
    long age = timeline.nanos() - startedAt;
    if (awaitsDisableFile() && age < FIRST_LOOK.toNanos()) {
      return FIRST_LOOK.toNanos() - age;
    }
    long least = 0;
    if (pace.isDue(moment())) {
      if (!sequence.hasRoom()) {
        least = spec.schedule().fastInterval().toNanos();
      } else if (!pace.isUrgent(moment()) && !traffic.turns().isTurnOf(turn)) {
        startLimit.waits(timeline.nanos());
        least = Turns.LOOK.toNanos(); // it is called before
      } else {
        launch();
      }
    }
    ProbeSchedule.Moment moment = moment();
    return Math.max(least, pace.nextLook(moment) - moment.now());
  }

  private void disable() {
    change(tracker.afterDisable(health), ServiceEvent.Kind.CONTROL, "disable file exists");
    sequence.dropAll();
    probe.rest();
  }

  /**
   * Whether nothing is known of the disable file yet. Until it is, or until the start limit,
   * nothing is announced; a sick service is withdrawn all the same.
   */
  private boolean awaitsDisableFile() {
    return !startLimitOver && disableFile.filter(file -> !file.isAnswered()).isPresent();
  }

  private void onDisableFile() {
    release("disable file is absent");
    next();
  }

  /** Announces what waited for the first answer on the disable file, if anything did. */
  private void release(String reason) {
    boolean waits = wanted.isEmpty() && health.verdict().filter(v -> v == Verdict.UP).isPresent();
    if (waits && disableFile.filter(DisableFile::isPresent).isEmpty()) {
      change(health, ServiceEvent.Kind.CONTROL, reason);
    }
  }

  private void launch() {
    pace.started(moment());
    startLimit.asked(timeline.nanos());
    CompletableFuture<ProbeResult> outcome = probe.attempt();
    InFlightProbes.Attempt attempt = sequence.started(timeline.nanos(), () -> outcome.cancel(true));
    outcome.whenComplete(
        (result, error) -> {
          if (!outcome.isCancelled()) {
            ProbeResult ended = error == null ? result : Shortage.outcome(error);
            timeline.execute(() -> onOutcome(attempt, ended));
          }
        });
  }

  private ProbeSchedule.Moment moment() {
    return new ProbeSchedule.Moment(
        health, sequence.size(), sequence.oldestStart(), timeline.nanos());
  }

  private void onHint() {
    pace.hint(moment());
    next();
  }

  private void onOutcome(InFlightProbes.Attempt attempt, ProbeResult result) {
    try {
      long now = timeline.nanos();
      long took = now - attempt.startedAt();
      for (ProbeResult next : sequence.ended(attempt, excuses.judge(result, took, now))) {
        pace.ended(next.kind());
        if (next.isAsked()) {
          silence.ends();
          startLimit.answered(next.healthy());
          change(
              tracker.afterProbe(health, next.healthy()),
              ServiceEvent.Kind.of(next.healthy()),
              next.reason());
        } else {
          startLimit.inVain(took);
          silence.goesOn(next.reason()).ifPresent(this::giveUp);
        }
      }
    } finally {
      next();
      traffic.turns().goOn();
    }
  }

  /** The service could not be probed for too long. */
  private void giveUp(String why) {
    Health after = tracker.afterSilence(health);
    if (!after.equals(health)) {
      change(after, ServiceEvent.Kind.CONTROL, why);
    }
  }

  private void onStartLimit() {
    if (stopped) {
      return;
    }
    long now = timeline.nanos();
    if (awaitsDisableFile() && now - startLimit.last() >= 0) {
      startLimitOver = true;
      release("disable file does not answer: taken as absent");
    }
    Health after = tracker.afterStartLimit(health);
    if (after.equals(health)) {
      return;
    }
    if (startLimit.isOver(now)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(startLimit.span(now));
      change(after, ServiceEvent.Kind.CONTROL, "no decision within " + millis + " ms");
      next();
    } else if (now - startLimit.last() >= 0) {
      long wait = Math.max(startLimit.left(now), spec.schedule().fastInterval().toNanos());
      timeline.after(wait, this::onStartLimit);
    }
  }

  private void change(Health after, ServiceEvent.Kind kind, String reason) {
    Health before = health;
    health = after;
    if (before.isDeciding() && !after.isDeciding()) {
      pace.settled();
    }
    List<Route> changes = follow(before);
    if (!changes.isEmpty()) {
      routes.accept(spec, wanted); // before anything that could fail
    }
    int needed = spec.thresholds().needed(after.phase());
    listener.onEvent(new ServiceEvent(spec.name(), kind, reason, before, after, needed, changes));
  }

  /**
   * Lets the routes wanted follow the verdict, as far as the hold-down allows; returns the new
   * ones.
   */
  private List<Route> follow(Health before) {
    if (health.verdict().isEmpty() || health.phase() == Phase.UP && awaitsDisableFile()) {
      return List.of();
    }
    holdDown = holdDown.after(health, timeline.nanos());
    if (holdDown.holdsBack(health) && !before.verdict().equals(health.verdict())) {
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
    if (holdDown.holdsBack(health) && health.phase() == Phase.UP && !pace.isUndecided(moment())) {
      change(health, ServiceEvent.Kind.CONTROL, "hold-down is over");
    }
  }
}
