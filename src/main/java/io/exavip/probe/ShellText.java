package io.exavip.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A command line as words for a new process. */
final class ShellText {
  private ShellText() {}

  /**
   * The words that have sh run a command line. Java writes a word in the locale's charset, and a
   * question mark for what that does not have; ExaBGP may have no locale at all. So the shell
   * itself makes the text, UTF-8, of ASCII.
   */
  static List<String> words(String commandLine) {
    if (commandLine.chars().allMatch(c -> c < 0x80)) {
      return List.of("sh", "-c", commandLine);
    }
    StringBuilder octal = new StringBuilder();
    for (byte each : commandLine.getBytes(StandardCharsets.UTF_8)) {
      octal.append(String.format("\\0%03o", each & 0xff)); // POSIX's form for %b
    }
    return List.of("sh", "-c", "eval \"$(printf %b '" + octal + "')\"");
  }
}
