package io.exavip.config;

import java.util.function.Function;

/**
 * A value as the user wrote it, and where.
 *
 * @param text the value
 * @param where the option, the environment variable, or file, line and key path
 */
public record Raw(String text, String where) {

  /**
   * Reads the value.
   *
   * @param allowed what is allowed, for the message
   * @param parser throws IllegalArgumentException on anything else
   * @param <T> the type of the value
   * @return the value read
   * @throws ConfigException if the parser does not take it
   */
  public <T> T read(String allowed, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw fault(e.getMessage(), allowed);
    }
  }

  /**
   * Says that the value is not good.
   *
   * @param problem what is wrong
   * @param allowed what is allowed
   * @return the exception to throw
   */
  public ConfigException fault(String problem, String allowed) {
    return new ConfigException(where + ": '" + text + "': " + problem + "; allowed: " + allowed);
  }
}
