package io.exavip.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program under test: the native executable named by the system property {@code
 * exavip.executable}, else the jar named by {@code exavip.jar}.
 */
public final class Subject {

  private Subject() {}

  /**
   * Returns a command line.
   *
   * @param arguments those of the user
   * @return the program and its arguments, with absolute paths
   */
  public static List<String> command(String... arguments) {
    return Stream.concat(program().stream(), Stream.of(arguments)).toList();
  }

  private static List<String> program() {
    String executable = System.getProperty("exavip.executable", "");
    if (!executable.isEmpty()) {
      return List.of(present(executable));
    }
    String java = ProcessHandle.current().info().command().orElseThrow();
    String jar = present(System.getProperty("exavip.jar", "target/exavip.jar"));
    return List.of(java, "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-jar", jar);
  }

  private static String present(String file) {
    Path path = Path.of(file).toAbsolutePath();
    if (!Files.isRegularFile(path)) {
      throw new IllegalStateException("the program under test is not built: " + path);
    }
    return path.toString();
  }
}
