package io.exavip.it.fabric;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network namespace of the test.
 *
 * @param name its name, which begins with one of {@link TestRun#uniqueName}
 */
public record Namespace(String name) implements AutoCloseable {

  /**
   * Makes a new namespace with its loopback device up.
   *
   * @param name its name
   * @return the namespace
   */
  public static Namespace create(String name) {
    Exec.run("ip", "netns", "add", name);
    Namespace namespace = new Namespace(name);
    namespace.ip("link", "set", "lo", "up");
    return namespace;
  }

  /**
   * Runs {@code ip} on this namespace.
   *
   * @param arguments those after {@code ip -n NAME}
   * @return what it printed
   */
  public String ip(String... arguments) {
    List<String> command = new ArrayList<>(List.of("ip", "-n", name));
    command.addAll(List.of(arguments));
    return Exec.run(command.toArray(String[]::new));
  }

  /**
   * Runs a short command inside.
   *
   * @param command program and arguments
   * @return how it ended
   */
  public Exec.Result run(String... command) {
    return Exec.attempt(Path.of(""), inside(List.of(command)));
  }

  /**
   * Starts a program inside; its process id is the program's own.
   *
   * @param folder its working directory and the place of its output, see {@link Program#start}
   * @param label the name of its output files
   * @param command program and arguments
   * @param environment variables on top of those of the test
   * @return the running program
   */
  public Program start(
      Path folder, String label, List<String> command, Map<String, String> environment) {
    return Program.start(folder, label, inside(command), environment);
  }

  /**
   * Lists the processes that run inside, whoever started them.
   *
   * @return their process ids
   */
  public List<Long> pids() {
    Exec.Result result = Exec.attempt("ip", "netns", "pids", name);
    return result.exitCode() == 0
        ? result.output().lines().map(String::strip).map(Long::valueOf).toList()
        : List.of();
  }

  /** Ends what still runs inside and removes the namespace. */
  @Override
  public void close() {
    for (long pid : pids()) {
      Signal.CONT.send(pid);
      Signal.KILL.send(pid);
    }
    Exec.attempt("ip", "netns", "del", name);
  }

  private List<String> inside(List<String> command) {
    return Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream()).toList();
  }
}
