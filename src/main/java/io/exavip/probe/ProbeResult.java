package io.exavip.probe;

import java.util.Collection;

/**
 * The outcome of one attempt.
 *
 * @param kind how the service answered
 * @param reason why, for people: {@code HTTP 200 in 3 ms}, {@code connection refused}
 */
public record ProbeResult(Kind kind, String reason) {

  /** How a race for an address tells of failures. */
  static final AddressRace.Failures<ProbeResult> FAILURES =
      new AddressRace.Failures<>() {
        @Override
        public ProbeResult failure(String reason) {
          return ProbeResult.failure(reason);
        }

        @Override
        public ProbeResult failure(Throwable error) {
          return Shortage.outcome(error);
        }

        /** Where one of them could not be tried, nobody knows whether the app is there. */
        @Override
        public ProbeResult together(Collection<ProbeResult> outcomes, String reason) {
          boolean asked = outcomes.stream().allMatch(ProbeResult::isAsked);
          return asked ? failure(reason) : notAsked(reason);
        }

        @Override
        public String reason(ProbeResult outcome) {
          return outcome.reason();
        }
      };

  /** How a service answers. */
  public enum Kind {
    /** As wanted. */
    SUCCESS,
    /** Otherwise, or not at all. */
    FAILURE,
    /**
     * A failure that asks for patience: what sent it limits requests, and would refuse the next
     * ones as well if they followed at once.
     */
    NOT_NOW,
    /**
     * The service was not asked: this machine lacks what that takes, such as a descriptor. Tells
     * nothing of the service.
     */
    NOT_ASKED
  }

  /**
   * A success or a plain failure.
   *
   * @param healthy whether the service answered as wanted
   * @param reason why
   */
  public ProbeResult(boolean healthy, String reason) {
    this(healthy ? Kind.SUCCESS : Kind.FAILURE, reason);
  }

  /**
   * A success.
   *
   * @param reason why
   * @return the outcome
   */
  public static ProbeResult success(String reason) {
    return new ProbeResult(Kind.SUCCESS, reason);
  }

  /**
   * A failure.
   *
   * @param reason why
   * @return the outcome
   */
  public static ProbeResult failure(String reason) {
    return new ProbeResult(Kind.FAILURE, reason);
  }

  /**
   * A failure that asks for patience.
   *
   * @param reason why
   * @return the outcome
   */
  public static ProbeResult notNow(String reason) {
    return new ProbeResult(Kind.NOT_NOW, reason);
  }

  /**
   * No outcome: the service could not be asked.
   *
   * @param reason what this machine lacks
   * @return the outcome
   */
  public static ProbeResult notAsked(String reason) {
    return new ProbeResult(Kind.NOT_ASKED, reason);
  }

  /**
   * Whether the service was asked at all.
   *
   * @return false where the outcome tells nothing of it
   */
  public boolean isAsked() {
    return kind != Kind.NOT_ASKED;
  }

  /**
   * Whether the service answered as wanted.
   *
   * @return true for a success
   */
  public boolean healthy() {
    return kind == Kind.SUCCESS;
  }
}
