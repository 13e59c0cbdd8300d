package io.exavip.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Child processes as leaders of process groups of their own, so that all that they start can be
 * ended with them. Without a shell, and with nothing to read.
 */
public final class ProcessGroup {
  private static final File NOTHING = new File("/dev/null");
  private static final Map<String, String> OF_THE_SYSTEM = new ConcurrentHashMap<>();

  private ProcessGroup() {}

  /**
   * A child with this program's own rights.
   *
   * @param words program and arguments
   * @return what starts it
   */
  public static ProcessBuilder builder(List<String> words) {
    return builder(leader(), words);
  }

  /**
   * What makes a child the leader of a group without the right to change addresses and routes,
   * which a unit may give to this program. Looks at files; the answer stays the same.
   *
   * @return the words that go before the child's own
   */
  public static List<String> powerlessLeader() {
    return isEntitled() && find("setpriv").isPresent() ? powerless() : leader();
  }

  /**
   * A child behind another leader.
   *
   * @param leader what {@link #powerlessLeader} says
   * @param words program and arguments
   * @return what starts it
   */
  public static ProcessBuilder builder(List<String> leader, List<String> words) {
    List<String> all = new ArrayList<>(leader);
    all.addAll(words);
    return new ProcessBuilder(all).redirectInput(NOTHING);
  }

  /**
   * Kills all of a group without waiting; once its leader has ended there is nothing to kill.
   *
   * @param leader the child
   */
  public static void kill(Process leader) {
    if (!leader.isAlive()) {
      return;
    }
    try {
      // The shell's own kill reaches a whole group; Java's cannot, and procps may not be installed.
      new ProcessBuilder(ofTheSystem("sh"), "-c", "kill -KILL -" + leader.pid())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException | RuntimeException | Error e) { // nothing left to start one with
      leader.destroyForcibly();
    }
  }

  /**
   * A program of the system. Whoever starts a child waits until it runs; were it looked for along
   * the PATH, a folder there on a file system that hangs would hold up all who start one. No
   * constant: that would be kept in a native executable as it is on the machine that builds it.
   */
  private static String ofTheSystem(String program) {
    return OF_THE_SYSTEM.computeIfAbsent(program, ProcessGroup::findOfTheSystem);
  }

  private static List<String> leader() {
    return List.of(ofTheSystem("setsid"));
  }

  /** setpriv(1) stands in the package of setsid(1). */
  private static List<String> powerless() {
    return List.of(ofTheSystem("setpriv"), "--ambient-caps=-all", ofTheSystem("setsid"));
  }

  private static String findOfTheSystem(String program) {
    return Stream.of("/usr/bin/", "/bin/")
        .map(folder -> folder + program)
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst()
        .orElse(program);
  }

  /** The file of a program, as the PATH has it. */
  static Optional<Path> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return (program.contains("/")
            ? Stream.of(Path.of(program))
            : Pattern.compile(":").splitAsStream(path).map(folder -> Path.of(folder, program)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static boolean isEntitled() {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.anyMatch(line -> line.matches("CapAmb:\\s*0*[1-9a-f][0-9a-f]*"));
    } catch (IOException e) {
      return false;
    }
  }
}
