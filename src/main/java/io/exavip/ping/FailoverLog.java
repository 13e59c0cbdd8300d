package io.exavip.ping;

import io.exavip.ping.FailoverReport.Counts;
import io.exavip.ping.FailoverReport.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Takes the outcomes of probes in the order of their starts, and reports. Its memory is bounded,
 * however long the run: it keeps spans, not probes, and the latest {@value #MAX_SPANS} of them.
 */
final class FailoverLog {
  static final int MAX_SPANS = 10_000;

  private final Deque<Span> spans = new ArrayDeque<>();
  private final Incidents incidents = new Incidents();
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final Tally servers = new Tally();
  private final Tally losses = new Tally();
  private Span current;
  private Moment begin;
  private Moment end;
  private long answered;
  private long lost;
  private long notSent;
  private long underWay;

  void add(Reply reply) {
    begin = begin == null ? reply.start() : begin;
    end = end == null ? reply.end() : Moment.later(end, reply.end());
    switch (reply.kind()) {
      case ANSWER -> {
        answered++;
        latencies.add(reply.tookNanos());
        servers.add(reply.text());
      }
      case LOST -> {
        lost++;
        losses.add(reply.text());
      }
      case NOT_SENT -> notSent += reply.slots();
    }
    if (current != null && current.takes(reply)) {
      current = current.with(reply);
    } else {
      close();
      current = Span.of(reply);
    }
  }

  /** A probe was sent, and its outcome is not waited for. */
  void addUnderWay() {
    underWay++;
  }

  boolean hasAnswers() {
    return answered > 0;
  }

  FailoverReport report() {
    List<Span> all = new ArrayList<>(spans);
    Incidents found = incidents;
    if (current != null) {
      all.add(current);
      found = incidents.endingWith(current);
    }
    return new FailoverReport(
        new Counts(answered, lost, notSent, underWay),
        begin == null ? Optional.empty() : Optional.of(new Time(begin, end)),
        latencies.latencies(),
        servers.counts(),
        losses.counts(),
        found.listed(),
        found.omitted(),
        found.longest(),
        all);
  }

  private void close() {
    if (current == null) {
      return;
    }
    incidents.add(current);
    spans.add(current);
    if (spans.size() >= MAX_SPANS) {
      spans.remove();
    }
  }
}
