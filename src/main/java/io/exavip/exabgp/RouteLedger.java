package io.exavip.exabgp;

import io.exavip.route.Route;
import io.exavip.route.RouteKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The book that the channel keeps: for each route what is wanted, what was written, and what ExaBGP
 * said to it. Works out the next command. Pure: time is handed in, as monotonic nanoseconds.
 *
 * <p>At most one command of a route is unanswered: ExaBGP 4.2 and 5.0 group changes by attributes,
 * and of several commands for one prefix that they read together the wrong one may win. It also
 * means that an ExaBGP that does not read gets no backlog, but the newest state alone.
 */
final class RouteLedger {
  /** How long an answer may take before it counts as missing. */
  static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long commands of one route are kept apart when ExaBGP gives no answers at all. */
  static final long UNANSWERED_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LAST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Told of what an operator should know. */
  interface Listener {
    /** ExaBGP refused the command or lost it; it is tried again later. */
    void rejected(String command, long retryNanos);

    /** ExaBGP has answered before, but not to this command. */
    void unanswered(String command);

    /** An answer belongs to no command: which of the others were taken is in doubt. */
    void surplus();

    /** ExaBGP has not answered anything yet: it seems to be configured not to. */
    void noAnswers();
  }

  private static final class Entry {
    Route wanted;
    Route written; // null: not known
    boolean unanswered;
    int failures;
    OptionalLong retryAt = OptionalLong.empty();
    OptionalLong pacedUntil = OptionalLong.empty();

    long waitNanos(long now) {
      return Math.max(left(retryAt, now), left(pacedUntil, now));
    }

    private static long left(OptionalLong until, long now) {
      return until.isPresent() ? until.getAsLong() - now : 0;
    }
  }

  private record Command(RouteKey key, String text, long writtenAt) {}

  private enum Answers {
    UNKNOWN,
    GIVEN,
    NOT_GIVEN
  }

  private final Listener listener;
  private final Map<RouteKey, Entry> entries = new LinkedHashMap<>();
  private final Set<RouteKey> stale = new LinkedHashSet<>();
  private final Set<RouteKey> latest = new LinkedHashSet<>();
  private final Deque<Command> unanswered = new ArrayDeque<>();
  private Dialect dialect = Dialect.ACTION_FIRST;
  private Answers answers = Answers.UNKNOWN;
  private boolean warned;
  private OptionalLong giveUpAt = OptionalLong.empty();
  private boolean doubtful;
  private long doubtPause;
  private OptionalLong doubtNotBefore = OptionalLong.empty();

  RouteLedger(Listener listener) {
    this.listener = listener;
  }

  /** Writes in this dialect from now on, and all that was written in another once more. */
  void dialect(Dialect value) {
    if (dialect != value) {
      dialect = value;
      entries.values().forEach(this::startAnew);
    }
  }

  /** Takes in the newest wanted state. */
  void want(Collection<Route> routes) {
    latest.clear();
    routes.forEach(route -> latest.add(route.key()));
    add(routes);
  }

  /** Takes in routes that are wanted withdrawn, except where the wanted state has them. */
  void withdraw(Collection<Route> routes) {
    add(routes.stream().filter(route -> !latest.contains(route.key())).toList());
  }

  private void add(Collection<Route> routes) {
    for (Route route : routes) {
      Entry entry = entries.computeIfAbsent(route.key(), key -> new Entry());
      if (!Objects.equals(route, entry.wanted)) {
        entry.wanted = route;
        entry.failures = 0;
        entry.retryAt = OptionalLong.empty();
        refresh(entry);
      }
    }
  }

  /** Has every route of the newest wanted state written once more. */
  void reannounce() {
    latest.forEach(key -> forget(entries.get(key)));
  }

  /** The next command to write now, noted as written; empty if there is none. */
  Optional<String> next(long now) {
    resolveDoubt(now);
    for (RouteKey key : stale) {
      Entry entry = entries.get(key);
      if (!entry.unanswered && entry.waitNanos(now) <= 0) {
        String text = CommandText.of(entry.wanted, dialect);
        entry.written = entry.wanted;
        if (answers == Answers.NOT_GIVEN) {
          entry.pacedUntil = OptionalLong.of(now + UNANSWERED_PACE_NANOS);
        } else {
          entry.unanswered = true;
          unanswered.add(new Command(key, text, now));
        }
        refresh(entry);
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }

  /** How long until {@link #next} or {@link #expire} may have something to do. */
  long idleNanos(long now) {
    long until = Long.MAX_VALUE;
    if (giveUpAt.isPresent()) {
      until = giveUpAt.getAsLong() - now;
    } else if (!unanswered.isEmpty()) {
      until = unanswered.peek().writtenAt() + ANSWER_NANOS - now;
    } else if (doubtful) {
      until = Entry.left(doubtNotBefore, now);
    }
    for (RouteKey key : stale) {
      Entry entry = entries.get(key);
      if (!entry.unanswered) {
        until = Math.min(until, entry.waitNanos(now));
      }
    }
    return until;
  }

  /** ExaBGP gives answers, be it to something else than a route. */
  void onAnswersGiven() {
    answers = Answers.GIVEN;
  }

  /** ExaBGP took the oldest unanswered command. */
  void onDone() {
    onCommandAnswered();
    warned = false;
    take().ifPresentOrElse(entry -> entry.failures = 0, this::onSurplus);
  }

  /** ExaBGP refused the oldest unanswered command: it is written again, later each time. */
  void onError(long now) {
    onCommandAnswered();
    String text = unanswered.isEmpty() ? null : unanswered.peek().text();
    take().ifPresentOrElse(entry -> retry(entry, text, now), this::onSurplus);
  }

  /**
   * An answer came to which there is no command: an earlier one was a predecessor's and was taken
   * for one of ours, so that each answer since has been taken for the one before its own. Once
   * nothing is open all routes are written once more, which changes none that is as wanted.
   */
  private void onSurplus() {
    if (!entries.isEmpty() && !doubtful) {
      doubtful = true;
      listener.surplus();
    }
  }

  private void resolveDoubt(long now) {
    if (doubtful && unanswered.isEmpty() && Entry.left(doubtNotBefore, now) <= 0) {
      doubtful = false;
      doubtPause = Math.min(LAST_RETRY_NANOS, Math.max(FIRST_RETRY_NANOS, 2 * doubtPause));
      doubtNotBefore = OptionalLong.of(now + doubtPause);
      entries.values().forEach(this::forget);
    }
  }

  /**
   * Looks for answers that are overdue.
   *
   * @return true if ExaBGP, which has answered before, should be asked whether it lives
   */
  boolean expire(long now) {
    if (giveUpAt.isPresent()) {
      if (now - giveUpAt.getAsLong() >= 0) {
        giveUp(now);
      }
      return false;
    }
    if (unanswered.isEmpty() || now - unanswered.peek().writtenAt() < ANSWER_NANOS) {
      return false;
    }
    if (answers == Answers.UNKNOWN) {
      answers = Answers.NOT_GIVEN;
      listener.noAnswers();
      while (take().isPresent()) {
        // all of them count as taken
      }
      return false;
    }
    if (!warned) {
      warned = true;
      listener.unanswered(unanswered.peek().text());
    }
    return true;
  }

  /**
   * ExaBGP has just answered a question that it takes before any command. What is still unanswered
   * a while from now never will be: what became of those commands is in doubt, and they are
   * repeated.
   */
  void onAlive(long now) {
    if (!unanswered.isEmpty()) {
      giveUpAt = OptionalLong.of(now + ANSWER_NANOS);
    }
  }

  /** Whether ExaBGP has every route as wanted, as far as it says. */
  boolean isSettled() {
    return stale.isEmpty() && unanswered.isEmpty();
  }

  private void onCommandAnswered() {
    onAnswersGiven();
    giveUpAt = OptionalLong.empty(); // answers come in order: the others may yet be on their way
  }

  private void giveUp(long now) {
    giveUpAt = OptionalLong.empty();
    while (!unanswered.isEmpty()) {
      String text = unanswered.peek().text();
      take().ifPresent(entry -> retry(entry, text, now));
    }
  }

  private Optional<Entry> take() {
    Command command = unanswered.poll();
    if (command == null) {
      return Optional.empty();
    }
    Entry entry = entries.get(command.key());
    entry.unanswered = false;
    return Optional.of(entry);
  }

  private void retry(Entry entry, String text, long now) {
    long delay = Math.min(LAST_RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(entry.failures, 6));
    entry.failures++;
    entry.retryAt =
        entry.wanted.equals(entry.written) ? OptionalLong.of(now + delay) : OptionalLong.empty();
    forget(entry);
    listener.rejected(text, delay);
  }

  private void startAnew(Entry entry) {
    entry.failures = 0;
    entry.retryAt = OptionalLong.empty();
    forget(entry);
  }

  private void forget(Entry entry) {
    entry.written = null;
    refresh(entry);
  }

  private void refresh(Entry entry) {
    if (Objects.equals(entry.wanted, entry.written)) {
      stale.remove(entry.wanted.key());
    } else {
      stale.add(entry.wanted.key());
    }
  }
}
