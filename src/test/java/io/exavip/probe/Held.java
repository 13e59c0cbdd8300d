package io.exavip.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds of the machine.
 *
 * @param threads its threads
 * @param descriptors its open files and sockets
 * @param children its child processes
 */
public record Held(long threads, long descriptors, long children) {
  public static Held now() {
    return new Held(
        entries("/proc/self/task"),
        entries("/proc/self/fd"),
        ProcessHandle.current().descendants().count());
  }

  private static long entries(String folder) {
    try (Stream<Path> entries = Files.list(Path.of(folder))) {
      return entries.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
