package io.exavip.exabgp.api;

import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * For each route what is wanted and what was written to ExaBGP, as far as it is known. Pure: time
 * is handed in, as monotonic nanoseconds.
 *
 * <p>A withdrawal that the wanted state has no more is owed until ExaBGP has taken it, and
 * forgotten then: others may announce its prefix later. It is dropped at once where it would take
 * an announced route away from a peer. An announcement that nobody wants any more is never written.
 */
final class AdjRibOut {
  /** One for all routes of a prefix. */
  static final class Lane {
    boolean unanswered;
    OptionalLong pacedUntil = OptionalLong.empty();
  }

  /** One route. */
  static final class Entry {
    final Lane lane;
    int failures;
    OptionalLong retryAt = OptionalLong.empty();
    private Route wanted;
    private Route written; // null: not known
    private long wantedSince;
    private boolean told;
    private long takenAt;

    private Entry(Lane lane) {
      this.lane = lane;
    }

    Route wanted() {
      return wanted;
    }

    boolean isAsWanted() {
      return wanted.equals(written);
    }

    /** It counts as taken: ExaBGP said so, or is not known to tell. */
    void taken(long now) {
      failures = 0;
      takenAt = now;
    }

    /** How long ExaBGP took to have it as wanted; empty if it has not, or was asked before. */
    OptionalLong newlyTakenNanos(long now) {
      if (told || !isAsWanted()) {
        return OptionalLong.empty();
      }
      told = true;
      return OptionalLong.of(now - wantedSince);
    }

    /** How long it must not be written yet, but for a command that is unanswered. */
    private long waitNanos(long now) {
      return Math.max(left(retryAt, now), left(lane.pacedUntil, now));
    }

    private void startAnew() {
      failures = 0;
      retryAt = OptionalLong.empty();
    }
  }

  private final Map<RouteKey, Entry> entries = new LinkedHashMap<>();
  private final Map<Prefix, Lane> lanes = new HashMap<>();
  private final Set<RouteKey> stale = new LinkedHashSet<>();
  private final Set<RouteKey> latest = new LinkedHashSet<>();

  /** How long until a time; 0 if there is none. */
  static long left(OptionalLong until, long now) {
    return until.isPresent() ? until.getAsLong() - now : 0;
  }

  /** Takes in the newest wanted state. */
  void want(Collection<Route> routes, long now) {
    latest.clear();
    routes.forEach(route -> latest.add(route.key()));
    add(routes, now);
    for (RouteKey key : owed()) {
      boolean disturbs =
          routes.stream().anyMatch(route -> route.announced() && route.key().overlaps(key));
      if (disturbs || entries.get(key).wanted.announced()) {
        drop(key);
      }
    }
  }

  /**
   * Takes in routes that are wanted withdrawn, except where the wanted state has them, or where
   * they would take a route away that it has announced.
   */
  void withdraw(Collection<Route> routes, long now) {
    add(
        routes.stream()
            .filter(route -> !latest.contains(route.key()) && !isAnnounced(route.key()))
            .toList(),
        now);
  }

  private boolean isAnnounced(RouteKey key) {
    return latest.stream()
        .filter(key::overlaps)
        .anyMatch(wanted -> entries.get(wanted).wanted.announced());
  }

  private void add(Collection<Route> routes, long now) {
    for (Route route : routes) {
      Entry entry = entries.computeIfAbsent(route.key(), this::newEntry);
      if (!Objects.equals(route, entry.wanted)) {
        entry.wanted = route;
        entry.wantedSince = now;
        entry.told = false;
        entry.startAnew();
        refresh(entry);
      }
    }
  }

  private Entry newEntry(RouteKey key) {
    return new Entry(lanes.computeIfAbsent(key.prefix(), prefix -> new Lane()));
  }

  /** What the wanted state has no more. */
  private List<RouteKey> owed() {
    return entries.size() == latest.size()
        ? List.of()
        : entries.keySet().stream().filter(key -> !latest.contains(key)).toList();
  }

  private void drop(RouteKey key) {
    entries.remove(key);
    stale.remove(key);
  }

  /** Forgets what is owed no more: taken a while ago, and nothing has cast a doubt on it since. */
  void forgetTaken(long now, long nanos) {
    for (RouteKey key : owed()) {
      Entry entry = entries.get(key);
      boolean isTaken = entry.isAsWanted() && !entry.lane.unanswered;
      if (isTaken && now - entry.takenAt >= nanos) {
        drop(key);
      }
    }
  }

  /** Whether there is none. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whether all are written as wanted. */
  boolean isWritten() {
    return stale.isEmpty();
  }

  /** One that is to be written now. */
  Optional<Entry> due(long now) {
    for (RouteKey key : stale) {
      Entry entry = entries.get(key);
      if (!entry.lane.unanswered && entry.waitNanos(now) <= 0) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /** How long until one is to be written, if nothing happens before. */
  long idleNanos(long now) {
    long least = Long.MAX_VALUE;
    for (RouteKey key : stale) {
      Entry entry = entries.get(key);
      if (!entry.lane.unanswered) {
        least = Math.min(least, entry.waitNanos(now));
      }
    }
    return least;
  }

  /** Notes that it is written as wanted. */
  void write(Entry entry) {
    entry.written = entry.wanted;
    refresh(entry);
  }

  /** What was written of it is not known any more: it is written once more. */
  void forget(Entry entry) {
    entry.written = null;
    refresh(entry);
  }

  /** The same of every one. */
  void forgetAll() {
    entries.values().forEach(this::forget);
  }

  /** The same of those of the newest wanted state. */
  void forgetLatest() {
    latest.forEach(key -> forget(entries.get(key)));
  }

  /** Has all written at once, as if none had been refused before. */
  void startAnew() {
    entries.values().forEach(Entry::startAnew);
    forgetAll();
  }

  private void refresh(Entry entry) {
    RouteKey key = entry.wanted.key();
    boolean dropped = entries.get(key) != entry;
    if (dropped) {
      return;
    }
    if (entry.isAsWanted()) {
      stale.remove(key);
    } else {
      stale.add(key);
    }
  }
}
