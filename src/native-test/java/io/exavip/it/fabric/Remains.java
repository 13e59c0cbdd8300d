package io.exavip.it.fabric;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run of the tests leaves on the machine when it is ended in the middle: processes, network
 * namespaces, labs. Needs no help of {@link Child}, which needs this.
 */
final class Remains {

  private static final Path PROC = Path.of("/proc");
  private static final Path NAMESPACES = Path.of("/run/netns");
  private static final Path LABS = Path.of("/run/exavip-lab");

  /** One look may miss what starts just then; many mean that something cannot be ended. */
  private static final int LOOKS = 200;

  private static final int QUIET_LOOKS = 2;
  private static final long PAUSE_NANOS = 25_000_000;

  private Remains() {}

  /**
   * Ends the processes of some runs and removes their namespaces and labs.
   *
   * @param whose says which runs; a run that lives on misses what is taken from it
   */
  static void remove(Predicate<TestRun> whose) {
    int quiet = 0;
    for (int look = 0; look < LOOKS && quiet < QUIET_LOOKS; look++) {
      Set<ProcessHandle> processes = processes(whose);
      processes.forEach(ProcessHandle::destroyForcibly);
      quiet = processes.isEmpty() ? quiet + 1 : 0;
      LockSupport.parkNanos(processes.isEmpty() ? 0 : PAUSE_NANOS);
    }
    named(NAMESPACES, whose).forEach(name -> ip("netns", "del", name));
    named(LABS, whose).forEach(name -> delete(LABS.resolve(name)));
  }

  /** Those with the mark, those in the namespaces, and the children of both. */
  private static Set<ProcessHandle> processes(Predicate<TestRun> whose) {
    Set<ProcessHandle> processes = new HashSet<>();
    for (String pid : entries(PROC)) {
      if (pid.matches("\\d+") && owner(pid).filter(whose).isPresent()) {
        add(pid, processes);
      }
    }
    for (String namespace : named(NAMESPACES, whose)) {
      ip("netns", "pids", namespace).lines().forEach(pid -> add(pid.strip(), processes));
    }
    processes.remove(ProcessHandle.current());
    return processes;
  }

  private static void add(String pid, Set<ProcessHandle> processes) {
    ProcessHandle.of(Long.parseLong(pid))
        .filter(ProcessHandle::isAlive)
        .ifPresent(
            process -> {
              process.descendants().forEach(processes::add);
              processes.add(process);
            });
  }

  /**
   * A program that overwrites its environment with its title, as nginx does, has it as argument.
   */
  private static Optional<TestRun> owner(String pid) {
    return TestRun.ofMark(text(PROC.resolve(pid).resolve("environ")))
        .or(() -> TestRun.ofMark(text(PROC.resolve(pid).resolve("cmdline"))));
  }

  private static List<String> named(Path folder, Predicate<TestRun> whose) {
    return entries(folder).stream()
        .filter(name -> TestRun.ofName(name).filter(whose).isPresent())
        .toList();
  }

  private static List<String> entries(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? List.of() : List.of(names);
  }

  /** Nothing for a process that has ended by now, or whose owner is somebody else. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String ip(String... arguments) {
    try {
      Process ip =
          new ProcessBuilder(Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(ip.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      // Another run may be about the same.
    }
  }
}
