package io.exavip.ping;

import java.util.Optional;

/**
 * A takeover by another server, or a time without answers, or both.
 *
 * @param before who answered before; empty at the beginning of the run
 * @param after who answered next; empty at the end of the run
 * @param from when the last answer before had come; at the beginning the first probe's start
 * @param to when the first answer after had come; at the end the last moment looked at
 * @param lost probes lost in between
 * @param notSent probes in between that were not sent
 */
public record Interruption(
    Optional<String> before,
    Optional<String> after,
    Moment from,
    Moment to,
    long lost,
    long notSent)
    implements Incident {

  /**
   * How long there was no answer.
   *
   * @return nanoseconds by the monotonic clock; 0 where answers of both servers overlap
   */
  public long gapNanos() {
    return Math.max(0, from.until(to));
  }

  /**
   * Whether another server answered afterwards.
   *
   * @return false if the same one came back, and where one side is not known
   */
  public boolean isTakeover() {
    return before.isPresent() && after.isPresent() && !before.equals(after);
  }

  boolean isSilent() {
    return isTakeover() && lost == 0 && notSent == 0;
  }
}
