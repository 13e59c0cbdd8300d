package io.exavip.config;

/** Bad input. The message is one line: where it stands, what it is, what is allowed. */
public class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message the line for the user
   */
  public ConfigException(String message) {
    super(Printable.text(message), null, false, false);
  }
}
