package io.exavip.monitor;

import io.exavip.probe.ProbeResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

/**
 * The probes of one service that are under way. Outcomes count in the order in which the probes
 * were started, so an early outcome of a late probe waits.
 */
final class InFlightProbes {
  /** One probe under way. */
  static final class Attempt {
    private final long startedAt;
    private final Runnable cancel;
    private ProbeResult result;

    private Attempt(long startedAt, Runnable cancel) {
      this.startedAt = startedAt;
      this.cancel = cancel;
    }

    long startedAt() {
      return startedAt;
    }
  }

  private final Traffic traffic;
  private final int enough;
  private final Deque<Attempt> underWay = new ArrayDeque<>();
  private int counted; // so many of them count on the fast lane now
  private int told; // so many of them count in the window
  private int shared; // so many of them have taken shared places

  /**
   * Makes a sequence without probes.
   *
   * @param traffic told of what is under way
   * @param enough so many count on the fast lane at most
   */
  InFlightProbes(Traffic traffic, int enough) {
    this.traffic = traffic;
    this.enough = enough;
  }

  Attempt started(long now, Runnable cancel) {
    Attempt attempt = new Attempt(now, cancel);
    underWay.add(attempt);
    count();
    return attempt;
  }

  /**
   * Notes an outcome and returns those whose turn it now is; none for an attempt that was dropped.
   */
  List<ProbeResult> ended(Attempt attempt, ProbeResult result) {
    attempt.result = result;
    List<ProbeResult> ready = new ArrayList<>();
    while (!underWay.isEmpty() && underWay.peek().result != null) {
      ready.add(underWay.poll().result);
    }
    count();
    return ready;
  }

  /** Whether there is a place for one more. */
  boolean hasRoom() {
    return traffic.places().hasRoom(underWay.size(), enough);
  }

  /** How many probes are under way. */
  int size() {
    return underWay.size();
  }

  /** When the oldest probe under way was started. */
  OptionalLong oldestStart() {
    return underWay.isEmpty() ? OptionalLong.empty() : OptionalLong.of(underWay.peek().startedAt);
  }

  /** Forgets all probes under way. */
  void dropAll() {
    List<Attempt> dropped = List.copyOf(underWay);
    underWay.clear();
    count();
    dropped.forEach(attempt -> attempt.cancel.run());
  }

  private void count() {
    int now = Math.min(underWay.size(), enough);
    int beside = Math.max(0, underWay.size() - 1);
    traffic.change(now - counted, underWay.size() - told, beside - shared);
    counted = now;
    told = underWay.size();
    shared = beside;
  }
}
