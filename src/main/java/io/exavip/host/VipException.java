package io.exavip.host;

/** Something could not be done to an interface. The message is one line for the user. */
public final class VipException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what could not be done, why, and what helps
   */
  public VipException(String message) {
    super(message, null, false, false);
  }
}
