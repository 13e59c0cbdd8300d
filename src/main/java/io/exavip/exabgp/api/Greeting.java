package io.exavip.exabgp.api;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Finds out which dialect ExaBGP speaks, by two questions. What decides is a version that is read,
 * at any time, and nothing else: an {@code error}, a {@code done} or a silence may belong to a
 * predecessor's command, and what ExaBGP does not know of one question it may know of the other.
 * Pure: time is handed in, as monotonic nanoseconds.
 *
 * <p>4.2.21 and 5.0.15 answer both questions by {@code exabgp 4.2.21} and {@code done}; version 6
 * answers the first by {@code error} or, with acks off, not at all, and the second by JSON and
 * {@code done}. All of them answer while they read, before any command of a route that waits.
 */
final class Greeting {
  /** How long routes wait for a version at the start, and how long a question may be open. */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** After this time without an answer to the first question the second is asked. */
  static final long NEXT_QUESTION_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /**
   * The blank in front parts the question from half a line that a predecessor left in the pipe: the
   * two together are read as a question, and the half line is not carried out (4.2.21; later
   * versions drop it by themselves).
   */
  private enum Question {
    VERSION(" version"),
    SYSTEM_VERSION(" system version");

    private final String text;

    Question(String text) {
      this.text = text;
    }
  }

  private Optional<Dialect> read = Optional.empty();
  private String number = "";
  private OptionalLong firstAskedAt = OptionalLong.empty();
  private boolean wanted = true; // a round of questions is to be opened
  private OptionalLong notBefore = OptionalLong.empty();
  private long pause = FIRST_PAUSE_NANOS;
  private boolean open; // a round is open: a question was asked, no version read since
  private boolean bothAsked;
  private boolean refused; // the first question of the round
  private long askedAt;
  private int unanswered; // questions that may yet be answered by "error"
  private boolean doneDue; // the next "done" belongs to a version that was read

  /** The next question to write now, noted as written; empty if there is none. */
  Optional<String> next(long now) {
    if (open && now - askedAt >= PATIENCE_NANOS) {
      open = false;
      unanswered = 0;
      wanted |= read.isEmpty(); // asked again and again, each time later
      notBefore = OptionalLong.of(now + pause);
      pause = Math.min(LAST_PAUSE_NANOS, 2 * pause);
    }
    boolean second = open && !bothAsked && (refused || now - askedAt >= NEXT_QUESTION_NANOS);
    if (!second && (open || !wanted || pauseLeft(now) > 0)) {
      return Optional.empty();
    }
    open = true;
    wanted = false;
    bothAsked = second;
    refused = false;
    askedAt = now;
    unanswered++;
    firstAskedAt = OptionalLong.of(firstAskedAt.orElse(now));
    boolean plainFirst = read.orElse(Dialect.ACTION_FIRST) == Dialect.ACTION_FIRST;
    return Optional.of((plainFirst != second ? Question.VERSION : Question.SYSTEM_VERSION).text);
  }

  /** Has the version asked for once more: what was written was refused, or is not answered. */
  void doubt() {
    wanted = true;
  }

  /** Whether commands may be written: the dialect is known, or was waited for long enough. */
  boolean isOver(long now) {
    return read.isPresent()
        || firstAskedAt.isPresent() && now - firstAskedAt.getAsLong() >= PATIENCE_NANOS;
  }

  /** Whether a version was read. */
  boolean isKnown() {
    return read.isPresent();
  }

  /** How long until {@link #next} or {@link #isOver} may change. */
  long idleNanos(long now) {
    long idle = Long.MAX_VALUE;
    if (open) {
      idle = askedAt + (bothAsked ? PATIENCE_NANOS : NEXT_QUESTION_NANOS) - now;
    } else if (wanted) {
      idle = Math.max(0, pauseLeft(now));
    }
    if (!isOver(now) && firstAskedAt.isPresent()) {
      idle = Math.min(idle, firstAskedAt.getAsLong() + PATIENCE_NANOS - now);
    }
    return idle;
  }

  /**
   * A version was read.
   *
   * @return true if it is not the one that was read last
   */
  boolean onVersion(Answer.Version version, long now) {
    boolean news = read.isEmpty() || !number.equals(version.number());
    read = Optional.of(version.dialect());
    number = version.number();
    open = false;
    wanted = false;
    pause = FIRST_PAUSE_NANOS;
    notBefore = OptionalLong.of(now + pause);
    unanswered = Math.max(0, unanswered - 1);
    doneDue = true;
    return news;
  }

  /** Whether this {@code done} is that of a version; else it is a command's. */
  boolean takesDone() {
    boolean takes = doneDue;
    doneDue = false;
    return takes;
  }

  /** Whether this {@code error} may be that of a question; else it is a command's. */
  boolean takesError(long now) {
    if (unanswered == 0 || now - askedAt >= PATIENCE_NANOS) {
      return false;
    }
    unanswered--;
    refused = open && !bothAsked;
    return true;
  }

  private long pauseLeft(long now) {
    return notBefore.isPresent() ? notBefore.getAsLong() - now : 0;
  }
}
