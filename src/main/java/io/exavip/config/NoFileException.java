package io.exavip.config;

/** Bad input: a file of services that is not there, perhaps not yet, perhaps on another machine. */
public final class NoFileException extends ConfigException {
  private static final long serialVersionUID = 1L;

  NoFileException(String message) {
    super(message);
  }
}
