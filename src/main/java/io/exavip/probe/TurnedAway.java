package io.exavip.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * How a server turns away a connection that is one too many. A sick app may do the same; so a probe
 * is repeated after short times, in which a server notices that the connection before was closed.
 */
public enum TurnedAway {
  /** Nobody listens for the moment; more often, for good. */
  REFUSED(0, 20),
  /** An answer says so; a sick app's often does. */
  UNAVAILABLE(0, 20, 80),
  /** The connection is made and closed. An app that is gone does not do that. */
  CLOSED(0, 20, 80, 200, 400);

  private static final String HTTP_503 = "HTTP 503,";

  private final List<Duration> pauses;

  TurnedAway(long... millis) {
    pauses = LongStream.of(millis).mapToObj(Duration::ofMillis).toList();
  }

  /**
   * The times before each repetition.
   *
   * @return the times, the first first
   */
  public List<Duration> pauses() {
    return pauses;
  }

  /**
   * Whether it tells of a limit even where the repetitions fail as well.
   *
   * @return true if it does
   */
  public boolean isTelling() {
    return this == CLOSED;
  }

  /**
   * How the outcome of a probe looks like that.
   *
   * @param result the outcome
   * @return the way; empty if it does not look like that
   */
  public static Optional<TurnedAway> of(ProbeResult result) {
    String reason = result.reason();
    if (result.healthy()) {
      return Optional.empty();
    }
    if (reason.equals(FailureReason.REFUSED)) {
      return Optional.of(REFUSED);
    }
    if (reason.startsWith(HTTP_503)) {
      return Optional.of(UNAVAILABLE);
    }
    return reason.startsWith(FailureReason.CLOSED) || reason.startsWith(FailureReason.RESET)
        ? Optional.of(CLOSED)
        : Optional.empty();
  }
}
