package io.exavip.probe;

/**
 * The outcome of one attempt.
 *
 * @param healthy whether the service answered as wanted
 * @param reason why, for people: {@code HTTP 200 in 3 ms}, {@code connection refused}
 */
public record ProbeResult(boolean healthy, String reason) {

  /**
   * A success.
   *
   * @param reason why
   * @return the outcome
   */
  public static ProbeResult success(String reason) {
    return new ProbeResult(true, reason);
  }

  /**
   * A failure.
   *
   * @param reason why
   * @return the outcome
   */
  public static ProbeResult failure(String reason) {
    return new ProbeResult(false, reason);
  }
}
