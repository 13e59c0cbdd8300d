package io.exavip.exabgp.conf;

import io.exavip.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed ExaBGP, asked whether it takes a configuration. */
public final class ExaBgpProgram {
  private static final long PATIENCE_SECONDS = 30;
  private static final int LAST_LINES = 3;

  private final Path program;

  private ExaBgpProgram(Path program) {
    this.program = program;
  }

  /**
   * Looks for it.
   *
   * @param path folders parted by colons; those of administrators are looked at, too
   * @return the first that can be run
   */
  public static Optional<ExaBgpProgram> find(String path) {
    return Stream.of((path + ":/usr/sbin:/usr/local/sbin").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "exabgp"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(ExaBgpProgram::new);
  }

  /**
   * Has it read a file.
   *
   * @param file a configuration
   * @return what it says against it; empty if it takes it
   */
  public Optional<String> problem(Path file) {
    // ExaBGP 4.2 knows --version, ExaBGP 5.0 does not.
    boolean isFour = run(List.of("--version")).exitCode() == 0;
    Outcome outcome = run(List.of(isFour ? "--test" : "validate", file.toString()));
    return outcome.exitCode() == 0
        ? Optional.empty()
        : Optional.of(complaint(outcome.output(), file));
  }

  private record Outcome(int exitCode, String output) {}

  private Outcome run(List<String> arguments) {
    Path output = null;
    try {
      output = Files.createTempFile("exavip-conf", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(
                  Stream.concat(Stream.of(program.toString()), arguments.stream()).toList())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      // its exabgp.env may send what it says to a log
      builder.environment().put("exabgp.log.destination", "stdout");
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Outcome(-1, "no answer within " + PATIENCE_SECONDS + " s");
      }
      return new Outcome(
          process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConfigException("--install: interrupted");
    } finally {
      remove(output);
    }
  }

  /** The lines that tell the fault; each of 4.2's begins with time, process and part. */
  private static String complaint(String output, Path file) {
    List<String> lines =
        output
            .lines()
            .map(line -> line.replaceFirst("^\\S+ +\\| +\\d+ +\\| \\S+( \\S+)? +\\| ?", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .collect(Collectors.joining("; "))
        .replace(file.toString(), "it");
  }

  private static void remove(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // an empty file stays behind in the folder for temporary ones
    }
  }
}
