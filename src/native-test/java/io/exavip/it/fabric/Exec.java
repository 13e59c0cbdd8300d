package io.exavip.it.fabric;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs short commands to their end. */
public final class Exec {

  private Exec() {}

  /**
   * What a command printed and how it ended.
   *
   * @param exitCode 0 for success
   * @param output stdout and stderr, interleaved
   */
  public record Result(int exitCode, String output) {}

  /**
   * Runs a command that has to succeed.
   *
   * @param command program and arguments
   * @return what it printed
   */
  public static String run(String... command) {
    Result result = attempt(command);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + result.output().strip());
    }
    return result.output();
  }

  /**
   * Runs a command that may fail.
   *
   * @param command program and arguments
   * @return how it ended
   */
  public static Result attempt(String... command) {
    return attempt(Path.of(""), List.of(command));
  }

  /**
   * Runs a command that may fail, in a folder.
   *
   * @param folder the working directory
   * @param command program and arguments
   * @return how it ended
   */
  public static Result attempt(Path folder, List<String> command) {
    try {
      Process process =
          Child.of(command)
              .directory(folder.toAbsolutePath().toFile())
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + command, e);
    }
  }
}
