package io.exavip.exabgp.api;

import io.exavip.route.Route;
import java.util.Collection;
import java.util.Optional;

/**
 * What is said to ExaBGP and what its answers mean: {@link Greeting} and {@link RouteCommands}
 * together. Pure: time is handed in, as monotonic nanoseconds.
 */
final class Conversation {
  /** Told of what an operator should know. */
  interface Listener extends RouteCommands.Listener {
    /** ExaBGP said which version it is, another than before. */
    void version(String number);

    /** A session of ExaBGP changed. */
    void neighbor(String neighbor, String change);

    /** No version was read for a while: the commands of 4.2 and 5.0 are the best guess. */
    void versionUnknown();
  }

  private final Listener listener;
  private final RouteCommands commands;
  private final Greeting greeting = new Greeting();
  private boolean guessing;
  private long reannounceNanos;
  private long reannounceAt;

  Conversation(Listener listener) {
    this.listener = listener;
    this.commands = new RouteCommands(listener);
  }

  void want(Collection<Route> routes, long now) {
    commands.want(routes, now);
  }

  void withdraw(Collection<Route> routes, long now) {
    commands.withdraw(routes, now);
  }

  void reannounceEvery(long nanos, long now) {
    reannounceNanos = nanos;
    reannounceAt = now + nanos;
  }

  boolean isSettled() {
    return commands.isSettled();
  }

  /** The next line to write now, noted as written; empty if there is none. */
  Optional<String> next(long now) {
    if (reannounceNanos > 0 && reannounceAt - now <= 0) {
      commands.reannounce();
      reannounceAt = now + reannounceNanos;
    }
    if (commands.expire(now)) {
      greeting.doubt();
    }
    Optional<String> question = greeting.next(now);
    if (question.isPresent() || !greeting.isOver(now)) {
      return question;
    }
    if (!guessing && !greeting.isKnown()) {
      guessing = true;
      listener.versionUnknown();
    }
    return commands.next(now);
  }

  /** How long until {@link #next} may have something to say, if nothing happens before. */
  long idleNanos(long now) {
    long idle = greeting.idleNanos(now);
    if (greeting.isOver(now)) {
      // An overdue answer is looked at again by and by; nothing is written meanwhile.
      long ledgerIdle = commands.idleNanos(now);
      idle = ledgerIdle > 0 ? Math.min(idle, ledgerIdle) : idle;
    }
    return reannounceNanos > 0 ? Math.min(idle, reannounceAt - now) : idle;
  }

  /** Takes in a line of ExaBGP. */
  void take(Answer answer, long now) {
    if (answer instanceof Answer.Version version) {
      onVersion(version, now);
    } else if (answer instanceof Answer.Done) {
      onDone(now);
    } else if (answer instanceof Answer.Error) {
      onError(now);
    } else if (answer instanceof Answer.NeighborChange change) {
      listener.neighbor(change.neighbor(), change.change());
    }
  }

  private void onVersion(Answer.Version version, long now) {
    if (greeting.onVersion(version, now)) {
      listener.version(version.number());
    }
    commands.dialect(version.dialect());
    commands.onAlive(now);
  }

  private void onDone(long now) {
    if (greeting.takesDone()) {
      commands.onAnswersGiven();
    } else {
      commands.onDone(now);
    }
  }

  private void onError(long now) {
    if (!greeting.takesError(now)) {
      greeting.doubt();
      commands.onError(now);
    }
  }
}
