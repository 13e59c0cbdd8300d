package io.exavip.ping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds incidents in a stream of spans. Keeps the first {@value #LISTED}, counts the others, and
 * remembers the longest interruption of all.
 */
final class Incidents {
  static final int LISTED = 20;

  /** So many takeovers in a row, none with a loss, after short runs, are an alternation. */
  static final int ALTERNATION = 5;

  /** A run of fewer answers of one server is short: it may be a part of an alternation. */
  private static final long SHORT = 10;

  /** A run of so many answers ends an alternation; by chance alone it hardly ever happens. */
  private static final long LONG = 100;

  private final List<Incident> listed;
  private final List<Interruption> undecided;
  private Alternation alternation;
  private long omitted;
  private Interruption longest;

  private Span lastAnswers;
  private Moment begin;
  private Moment end;
  private long lost;
  private long notSent;

  Incidents() {
    listed = new ArrayList<>();
    undecided = new ArrayList<>();
  }

  private Incidents(Incidents other) {
    listed = new ArrayList<>(other.listed);
    undecided = new ArrayList<>(other.undecided);
    alternation = other.alternation;
    omitted = other.omitted;
    longest = other.longest;
    lastAnswers = other.lastAnswers;
    begin = other.begin;
    end = other.end;
    lost = other.lost;
    notSent = other.notSent;
  }

  /** What there is, with this as the last span; this object stays as it is. */
  Incidents endingWith(Span last) {
    Incidents all = new Incidents(this);
    all.add(last);
    if (all.lastAnswers != null && all.lost > 0) {
      all.onInterruption(all.interruption(Optional.empty(), all.end), all.lastAnswers.slots());
    }
    all.decide();
    return all;
  }

  List<Incident> listed() {
    return listed;
  }

  long omitted() {
    return omitted;
  }

  Optional<Interruption> longest() {
    return Optional.ofNullable(longest);
  }

  void add(Span span) {
    begin = begin == null ? span.firstStart() : begin;
    switch (span.kind()) {
      case NOT_SENT -> notSent += span.slots();
      case LOST -> {
        lost += span.slots();
        end = span.lastEnd();
      }
      case ANSWER -> onAnswers(span);
    }
  }

  private void onAnswers(Span span) {
    boolean another = lastAnswers != null && !lastAnswers.server().equals(span.server());
    if (another || lost > 0) {
      onInterruption(
          interruption(Optional.of(span.server()), span.firstEnd()),
          lastAnswers == null ? 0 : lastAnswers.slots());
    }
    lastAnswers = span;
    lost = 0;
    notSent = 0;
  }

  private Interruption interruption(Optional<String> after, Moment to) {
    return new Interruption(
        Optional.ofNullable(lastAnswers).map(Span::server),
        after,
        lastAnswers == null ? begin : lastAnswers.lastEnd(),
        to,
        lost,
        notSent);
  }

  /** An interruption after a run of so many answers. */
  private void onInterruption(Interruption next, long run) {
    if (alternation != null && next.isSilent() && run < LONG) {
      alternation = alternation.with(next);
      return;
    }
    if (!next.isSilent() || run >= SHORT || alternation != null) {
      decide();
    }
    if (!next.isSilent()) {
      list(next);
      return;
    }
    undecided.add(next);
    if (undecided.size() == ALTERNATION) {
      alternation = Alternation.of(undecided);
      undecided.clear();
    }
  }

  /** What may have been the beginning of an alternation is none, and an alternation is over. */
  private void decide() {
    undecided.forEach(this::list);
    undecided.clear();
    if (alternation != null) {
      put(alternation);
      alternation = null;
    }
  }

  private void list(Interruption interruption) {
    if (longest == null || interruption.gapNanos() > longest.gapNanos()) {
      longest = interruption;
    }
    put(interruption);
  }

  private void put(Incident incident) {
    if (listed.size() < LISTED) {
      listed.add(incident);
    } else {
      omitted++;
    }
  }
}
