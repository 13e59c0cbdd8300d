package io.exavip.it.fabric;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Command lines for small Java programs that are compiled with the tests. */
final class JavaCommand {

  private JavaCommand() {}

  /**
   * Returns the command line that runs a class of the tests in a JVM of its own.
   *
   * @param main a class that needs nothing but the JDK
   * @param arguments those of its main method
   */
  static List<String> of(Class<?> main, String... arguments) {
    Stream<String> java =
        Stream.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx32m",
            "-cp",
            classes(main).toString(),
            main.getName());
    return Stream.concat(java, Stream.of(arguments)).toList();
  }

  private static Path classes(Class<?> main) {
    try {
      return Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
