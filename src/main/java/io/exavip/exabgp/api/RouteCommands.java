package io.exavip.exabgp.api;

import io.exavip.exabgp.api.AdjRibOut.Entry;
import io.exavip.route.Route;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The commands that make ExaBGP's routes those wanted, and what its answers say of them. Pure: time
 * is handed in, as monotonic nanoseconds.
 *
 * <p>At most one command of a prefix is unanswered: ExaBGP 4.2 and 5.0 group changes by attributes,
 * and of several commands for one prefix that they read together the wrong one may win. It also
 * means that an ExaBGP that does not read gets no backlog, but the newest state alone.
 */
final class RouteCommands {
  /** How long an answer may take before it counts as missing. */
  static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long commands of one route are kept apart when ExaBGP gives no answers at all. */
  static final long UNANSWERED_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LAST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Told of what an operator should know. */
  interface Listener {
    /** ExaBGP took a route as it is wanted, so long after that. */
    void taken(Route route, long nanos);

    /** ExaBGP refused the command or lost it; it is tried again later. */
    void rejected(String command, long retryNanos);

    /** ExaBGP has answered before, but not to this command. */
    void unanswered(String command);

    /** An answer belongs to no command: which of the others were taken is in doubt. */
    void surplus();

    /** ExaBGP has not answered anything yet: it seems to be configured not to. */
    void noAnswers();
  }

  private record Command(Entry entry, String text, long writtenAt) {}

  private enum Answers {
    UNKNOWN,
    GIVEN,
    NOT_GIVEN
  }

  private final Listener listener;
  private final AdjRibOut routes = new AdjRibOut();
  private final Deque<Command> unanswered = new ArrayDeque<>();
  private Dialect dialect = Dialect.ACTION_FIRST;
  private Answers answers = Answers.UNKNOWN;
  private boolean warned;
  private OptionalLong giveUpAt = OptionalLong.empty();
  private boolean doubtful;
  private long doubtPause;
  private OptionalLong doubtNotBefore = OptionalLong.empty();

  RouteCommands(Listener listener) {
    this.listener = listener;
  }

  /** Writes in this dialect from now on, and all that was written in another once more. */
  void dialect(Dialect value) {
    if (dialect != value) {
      dialect = value;
      routes.startAnew();
    }
  }

  /** Takes in the newest wanted state. */
  void want(Collection<Route> wanted, long now) {
    routes.want(wanted, now);
  }

  /** Takes in routes that are wanted withdrawn, where that disturbs none of the wanted state. */
  void withdraw(Collection<Route> withdrawn, long now) {
    routes.withdraw(withdrawn, now);
  }

  /** Has every route of the newest wanted state written once more. */
  void reannounce() {
    routes.forgetLatest();
  }

  /** The next command to write now, noted as written; empty if there is none. */
  Optional<String> next(long now) {
    if (!doubtful) { // else an answer to it may have been another's
      routes.forgetTaken(now, ANSWER_NANOS);
    }
    resolveDoubt(now);
    return routes.due(now).map(entry -> write(entry, now));
  }

  private String write(Entry entry, long now) {
    String text = CommandText.of(entry.wanted(), dialect);
    if (answers == Answers.NOT_GIVEN) {
      entry.lane.pacedUntil = OptionalLong.of(now + UNANSWERED_PACE_NANOS);
      entry.taken(now);
    } else {
      entry.lane.unanswered = true;
      unanswered.add(new Command(entry, text, now));
    }
    routes.write(entry);
    return text;
  }

  /** How long until {@link #next} or {@link #expire} may have something to do. */
  long idleNanos(long now) {
    long until = Long.MAX_VALUE;
    if (giveUpAt.isPresent()) {
      until = giveUpAt.getAsLong() - now;
    } else if (!unanswered.isEmpty()) {
      until = unanswered.peek().writtenAt() + ANSWER_NANOS - now;
    } else if (doubtful) {
      until = AdjRibOut.left(doubtNotBefore, now);
    }
    return Math.min(until, routes.idleNanos(now));
  }

  /** ExaBGP gives answers, be it to something else than a route. */
  void onAnswersGiven() {
    answers = Answers.GIVEN;
  }

  /** ExaBGP took the oldest unanswered command. */
  void onDone(long now) {
    onCommandAnswered();
    warned = false;
    take().ifPresentOrElse(command -> onTaken(command.entry(), now), () -> onSurplus(now));
  }

  private void onTaken(Entry entry, long now) {
    entry.taken(now);
    entry.newlyTakenNanos(now).ifPresent(nanos -> listener.taken(entry.wanted(), nanos));
  }

  /** ExaBGP refused the oldest unanswered command: it is written again, later each time. */
  void onError(long now) {
    onCommandAnswered();
    take().ifPresentOrElse(command -> retry(command, now), () -> onSurplus(now));
  }

  /**
   * An answer came to which there is no command: an earlier one was a predecessor's and was taken
   * for one of ours, so that each answer since has been taken for the one before its own. Once
   * nothing is open all routes are written once more, which changes none that is as wanted.
   */
  private void onSurplus(long now) {
    routes.forgetTaken(now, ANSWER_NANOS);
    if (!routes.isEmpty() && !doubtful) {
      doubtful = true;
      listener.surplus();
    }
  }

  private void resolveDoubt(long now) {
    if (doubtful && unanswered.isEmpty() && AdjRibOut.left(doubtNotBefore, now) <= 0) {
      doubtful = false;
      doubtPause = Math.min(LAST_RETRY_NANOS, Math.max(FIRST_RETRY_NANOS, 2 * doubtPause));
      doubtNotBefore = OptionalLong.of(now + doubtPause);
      routes.forgetAll();
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
    return routes.isWritten() && unanswered.isEmpty();
  }

  private void onCommandAnswered() {
    onAnswersGiven();
    giveUpAt = OptionalLong.empty(); // answers come in order: the others may yet be on their way
  }

  /** The answer that is missing may be an earlier one's: of those that came, each in its stead. */
  private void giveUp(long now) {
    giveUpAt = OptionalLong.empty();
    doubtful = true;
    while (!unanswered.isEmpty()) {
      take().ifPresent(command -> retry(command, now));
    }
  }

  /** The oldest unanswered command, which is so no longer. */
  private Optional<Command> take() {
    Optional<Command> command = Optional.ofNullable(unanswered.poll());
    command.ifPresent(oldest -> oldest.entry().lane.unanswered = false);
    return command;
  }

  private void retry(Command command, long now) {
    Entry entry = command.entry();
    long delay = Math.min(LAST_RETRY_NANOS, FIRST_RETRY_NANOS << Math.min(entry.failures, 6));
    entry.failures++;
    entry.retryAt = entry.isAsWanted() ? OptionalLong.of(now + delay) : OptionalLong.empty();
    routes.forget(entry);
    listener.rejected(command.text(), delay);
  }
}
