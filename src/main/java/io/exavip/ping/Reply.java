package io.exavip.ping;

/**
 * What became of a probe.
 *
 * @param kind whether it was answered
 * @param text whose answer it was, else why there is none
 * @param status the HTTP status; 0 if none came
 * @param start when the probe was started
 * @param tookNanos from the start until the answer was there, or until there could be none any more
 * @param slots how many probes of the schedule this stands for: 1, or more of those not sent
 */
public record Reply(Kind kind, String text, int status, Moment start, long tookNanos, long slots) {
  /** How a probe can end. */
  public enum Kind {
    /** A 2xx answer came within the timeout. */
    ANSWER,
    /** No answer came in time, or one that is not 2xx. */
    LOST,
    /** The probe was not even sent, for a reason on this side: nothing is known of the server. */
    NOT_SENT
  }

  /**
   * An answer.
   *
   * @param server who answered: the first line of the body
   * @param status its HTTP status
   * @param start when the probe was started
   * @param tookNanos until the answer was complete
   * @return the reply
   */
  public static Reply answer(String server, int status, Moment start, long tookNanos) {
    return new Reply(Kind.ANSWER, server, status, start, tookNanos, 1);
  }

  /**
   * A lost probe.
   *
   * @param reason why it is lost
   * @param status the HTTP status; 0 if none came
   * @param start when the probe was started
   * @param tookNanos until it was given up
   * @return the reply
   */
  public static Reply lost(String reason, int status, Moment start, long tookNanos) {
    return new Reply(Kind.LOST, reason, status, start, tookNanos, 1);
  }

  /**
   * Probes that were not sent.
   *
   * @param reason why not
   * @param start when the first of them was due, or later
   * @param slots how many of the schedule
   * @return the reply
   */
  public static Reply notSent(String reason, Moment start, long slots) {
    return new Reply(Kind.NOT_SENT, reason, 0, start, 0, slots);
  }

  /**
   * When the outcome was there.
   *
   * @return the moment
   */
  public Moment end() {
    return start.plus(tookNanos);
  }
}
