package io.exavip.monitor;

import io.exavip.health.Health;
import io.exavip.health.Phase;
import io.exavip.probe.ProbeResult;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * Says when the next probe of a service is due. Knows no clock: times are monotonic nanoseconds and
 * are handed in.
 *
 * <ul>
 *   <li>Probes start at the interval while nothing changes, at the fast interval while undecided
 *       and the fast lane is open.
 *   <li>A probe of an UP service that takes longer than the fast interval leaves it undecided, too.
 *   <li>Failures are confirmed at the confirm interval, each after the outcome of the one before;
 *       one that asks for patience, at the interval.
 *   <li>A probe that could not be made is tried again after the interval, a second at most.
 *   <li>The first interval after a decision is a random part of it.
 *   <li>A hint has an UP service probed at once, as far as the budget goes.
 * </ul>
 */
final class ProbeSchedule {
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final ProbeIntervals schedule;
  private final int enough;
  private final ProbeConcurrency fastLane;
  private final DoubleSupplier random;
  private final ProbeBudget budget = new ProbeBudget();

  private boolean started;
  private boolean patient; // the last outcome asks for patience
  private boolean unasked; // the last probe could not be made
  private long lastStart;
  private long interval;
  private OptionalLong hint = OptionalLong.empty();

  /**
   * Makes a pace; the first probe is due at once.
   *
   * @param schedule the intervals
   * @param enough so many probes under way can decide; more do not follow at the fast interval,
   *     which would keep a machine that is too busy to answer too busy
   * @param fastLane whether the machine keeps up with the probes of all services
   * @param random gives numbers from 0 to 1, for the jitter
   */
  ProbeSchedule(
      ProbeIntervals schedule, int enough, ProbeConcurrency fastLane, DoubleSupplier random) {
    this.schedule = schedule;
    this.enough = enough;
    this.fastLane = fastLane;
    this.random = random;
  }

  /**
   * What the pace depends on.
   *
   * @param health the service's health
   * @param underWay how many probes have been started and not ended
   * @param oldestStart when the oldest of them was started
   * @param now the present time
   */
  record Moment(Health health, int underWay, OptionalLong oldestStart, long now) {
    private boolean isUp() {
      return health.phase() == Phase.UP;
    }

    private boolean isFalling() {
      return health.phase() == Phase.FALLING;
    }
  }

  /** Something speaks for a probe at once. Only of interest where the next probe is far. */
  void hint(Moment moment) {
    if (moment.isUp() && hint.isEmpty()) {
      hint = OptionalLong.of(moment.now());
    }
  }

  /** An outcome has counted. */
  void ended(ProbeResult.Kind kind) {
    unasked = kind == ProbeResult.Kind.NOT_ASKED;
    patient = unasked || kind == ProbeResult.Kind.NOT_NOW;
  }

  /** Whether the probe that is due confirms a failure, or something speaks for one. */
  boolean isUrgent(Moment moment) {
    return isConfirming(moment) || hint.isPresent();
  }

  boolean isDue(Moment moment) {
    return due(moment) - moment.now() <= 0;
  }

  /** The probe that is due has been started. */
  void started(Moment moment) {
    long now = moment.now();
    long due = due(moment);
    if (hint.isPresent() && scheduled(moment) - now > 0) {
      budget.take(now);
    }
    hint = OptionalLong.empty();
    // Start to start, without drift; but after a standstill of the program no burst to catch up.
    boolean late = now - due >= schedule.fastInterval().toNanos();
    lastStart = started && !late && !isConfirming(moment) ? due : now;
    started = true;
    double shorten = random.getAsDouble() * schedule.jitterPercent() / 100;
    interval = (long) (schedule.interval().toNanos() * (1 - shorten));
  }

  /**
   * A decision has been made. The first interval after it is a random part of the usual one, so
   * that services that were decided together are not probed in step from now on.
   */
  void settled() {
    interval = (long) (interval * (1 - random.getAsDouble()));
  }

  /** When to look again, if nothing happens before: a probe is due, or one is overdue. */
  long nextLook(Moment moment) {
    long due = due(moment);
    boolean watchOverdue = (moment.isUp() || moment.isFalling() && patient) && !isUndecided(moment);
    return watchOverdue ? Math.min(due, overdueAt(moment)) : due;
  }

  private long due(Moment moment) {
    long scheduled = scheduled(moment);
    if (hint.isEmpty() || !moment.isUp()) {
      return scheduled;
    }
    return Math.min(scheduled, budget.availableAt(hint.getAsLong()));
  }

  private long scheduled(Moment moment) {
    if (!started) {
      return moment.now();
    }
    if (unasked) {
      return lastStart + Math.min(interval, LONGEST_WAIT);
    }
    if (isConfirming(moment)) {
      return lastStart + schedule.confirmInterval().toNanos();
    }
    boolean fast = isUndecided(moment) && moment.underWay() < enough;
    return fast ? fast(moment) : lastStart + interval;
  }

  /** A fast interval after the last one, or after this look if the fast lane is closed. */
  private long fast(Moment moment) {
    long now = moment.now();
    long due = lastStart + schedule.fastInterval().toNanos();
    if (due - now > 0 || fastLane.isOpen()) {
      return due;
    }
    // Where nothing is under way, the start limit must not be over before there are answers enough.
    long wait = moment.underWay() == 0 ? Math.min(interval, LONGEST_WAIT) : interval;
    return Math.min(now + schedule.fastInterval().toNanos(), lastStart + wait);
  }

  private boolean isConfirming(Moment moment) {
    return moment.isFalling() && !patient && moment.oldestStart().isEmpty();
  }

  /** Whether the next outcomes may change the verdict: outcomes say so, or a probe is late. */
  boolean isUndecided(Moment moment) {
    boolean waiting = moment.isUp() || moment.isFalling() && patient;
    return waiting ? overdueAt(moment) - moment.now() <= 0 : moment.health().isDeciding();
  }

  private long overdueAt(Moment moment) {
    OptionalLong oldest = moment.oldestStart();
    return oldest.isPresent()
        ? oldest.getAsLong() + schedule.fastInterval().toNanos()
        : Long.MAX_VALUE;
  }
}
