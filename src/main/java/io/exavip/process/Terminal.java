package io.exavip.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether a person or ExaBGP is at the other end of the standard streams. */
public final class Terminal {
  private Terminal() {}

  /**
   * Whether standard input is a terminal.
   *
   * @return true for a terminal, false for a pipe, a file and where it cannot be told
   */
  public static boolean isInput() {
    return isTerminal(0);
  }

  /**
   * Whether standard output is a terminal.
   *
   * @return true for a terminal, false for a pipe, a file and where it cannot be told
   */
  public static boolean isOutput() {
    return isTerminal(1);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String name = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return name.startsWith("/dev/pts/")
          || name.startsWith("/dev/tty")
          || name.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }
}
