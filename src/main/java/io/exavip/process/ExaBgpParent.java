package io.exavip.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether ExaBGP has most likely started this process, by which a command that ends by itself
 * would end all of ExaBGP: it starts its processes again, and gives up after five times.
 */
public final class ExaBgpParent {
  private static final String NAME = "exabgp";

  /** ExaBGP may run the program by a script, or by a script of a script. */
  private static final int MOST_ANCESTORS = 4;

  private ExaBgpParent() {}

  /**
   * Whether it has: standard input and output are pipes, as ExaBGP makes them, and this process
   * descends from one that runs a program of that name, by itself or by Python.
   *
   * @return true if both are so; false where it cannot be told
   */
  public static boolean isLikely() {
    return isPipe(0) && isPipe(1) && isDescendant();
  }

  private static boolean isDescendant() {
    Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
    for (int i = 0; i < MOST_ANCESTORS && ancestor.isPresent(); i++) {
      if (isExaBgp(commandLine(ancestor.get().pid()))) {
        return true;
      }
      ancestor = ancestor.get().parent();
    }
    return false;
  }

  /** Whether a process with this command line is ExaBGP: exabgp, python3 exabgp, python3 -m. */
  static boolean isExaBgp(List<String> commandLine) {
    if (commandLine.isEmpty()) {
      return false;
    }
    String program = name(commandLine.get(0));
    if (!program.startsWith("python") && !program.startsWith("pypy")) {
      return program.equals(NAME);
    }
    for (int i = 1; i < commandLine.size(); i++) {
      String argument = commandLine.get(i);
      if (argument.equals("-m")) {
        String module = i + 1 < commandLine.size() ? commandLine.get(i + 1) : "";
        return module.equals(NAME) || module.startsWith(NAME + ".");
      }
      if (!argument.startsWith("-")) {
        return name(argument).equals(NAME); // the script
      }
    }
    return false;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static List<String> commandLine(long pid) {
    try {
      byte[] raw = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return Arrays.asList(new String(raw, StandardCharsets.ISO_8859_1).split("\0"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isPipe(int descriptor) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
          .toString()
          .startsWith("pipe:");
    } catch (IOException e) {
      return false;
    }
  }
}
