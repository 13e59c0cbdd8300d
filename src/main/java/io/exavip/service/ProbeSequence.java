package io.exavip.service;

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
final class ProbeSequence {
  /** One probe under way. */
  static final class Attempt {
    private final long startedAt;
    private final Runnable cancel;
    private ProbeResult result;

    private Attempt(long startedAt, Runnable cancel) {
      this.startedAt = startedAt;
      this.cancel = cancel;
    }
  }

  private final FastLane fastLane;
  private final Deque<Attempt> underWay = new ArrayDeque<>();

  /**
   * Makes a sequence without probes.
   *
   * @param fastLane told of what is under way
   */
  ProbeSequence(FastLane fastLane) {
    this.fastLane = fastLane;
  }

  Attempt started(long now, Runnable cancel) {
    Attempt attempt = new Attempt(now, cancel);
    underWay.add(attempt);
    fastLane.entered();
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
    fastLane.left(ready.size());
    return ready;
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
    fastLane.left(dropped.size());
    dropped.forEach(attempt -> attempt.cancel.run());
  }
}
