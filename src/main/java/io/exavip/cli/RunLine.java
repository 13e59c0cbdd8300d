package io.exavip.cli;

import java.util.Collections;
import java.util.List;

/** Tells a command line by which ExaBGP runs the program from one that people type. */
final class RunLine {
  /** With these, {@code run} is for people, too, and ends by itself or prints. */
  private static final List<String> FOR_PEOPLE =
      List.of("--help", "-h", "--version", "-V", "--check-config", "--dry-run");

  private RunLine() {}

  /** Whether these arguments make the process that ExaBGP runs. */
  static boolean isRun(List<String> arguments) {
    return !arguments.isEmpty()
        && arguments.get(0).equals("run")
        && Collections.disjoint(arguments, FOR_PEOPLE);
  }

  /** What is wrong with arguments with which ExaBGP runs the program although they make no run. */
  static String complaint(List<String> arguments) {
    return "ExaBGP runs 'exavip %s', which is for people; needed: 'exavip run' with its options"
        .formatted(String.join(" ", arguments));
  }
}
