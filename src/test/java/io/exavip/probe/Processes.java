package io.exavip.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;

/** Finds the {@code sleep} processes of a test among all of the machine. */
final class Processes {
  private Processes() {}

  /** A number of seconds to sleep that no other process has. */
  static String longTime() {
    return "1000." + Long.toUnsignedString(UUID.randomUUID().getMostSignificantBits());
  }

  /** How many processes sleep for this time. */
  static long sleeping(String time) {
    return sleepers(time).count();
  }

  /** Ends those that sleep for this time. */
  static void kill(String time) {
    sleepers(time).forEach(ProcessHandle::destroyForcibly);
  }

  private static Stream<ProcessHandle> sleepers(String time) {
    String wanted = "sleep\0" + time + "\0";
    return ProcessHandle.allProcesses().filter(p -> commandLine(p.pid()).equals(wanted));
  }

  private static String commandLine(long pid) {
    try {
      byte[] words = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(words, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }
}
