package io.exavip.probe;

/**
 * A command exits with 0.
 *
 * @param command the command line, run by {@code sh -c}
 */
public record CommandCheck(String command) implements Check {
  @Override
  public String target() {
    return "command " + command;
  }
}
