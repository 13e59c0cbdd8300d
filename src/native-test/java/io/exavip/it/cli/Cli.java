package io.exavip.it.cli;

import io.exavip.it.Subject;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Child;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs of the program that end by themselves, with nothing on their standard input. */
final class Cli {
  private Cli() {}

  /**
   * How a run ended.
   *
   * @param exitCode the exit code
   * @param out lines of standard output
   * @param err lines of standard error
   */
  record Outcome(int exitCode, List<String> out, List<String> err) {}

  static Outcome run(String... arguments) {
    return run(Map.of(), arguments);
  }

  static Outcome run(Map<String, String> environment, String... arguments) {
    try {
      Process process =
          processOf(environment, arguments).redirectInput(new File("/dev/null")).start();
      CompletableFuture<List<String>> out = lines(process.getInputStream());
      CompletableFuture<List<String>> err = lines(process.getErrorStream());
      if (!process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("does not end: " + List.of(arguments));
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** The program, in an environment without any of its variables but these. */
  static ProcessBuilder processOf(Map<String, String> environment, String... arguments) {
    return processOf(environment, Subject.command(arguments));
  }

  /** A command that runs the program, in an environment without any of its variables but these. */
  static ProcessBuilder processOf(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = Child.of(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("EXAVIP_"));
    builder.environment().put("EXAVIP_STATE_DIR", "off");
    builder.environment().putAll(environment);
    return builder;
  }

  private static CompletableFuture<List<String>> lines(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> new Thread(task, "cli-reader").start());
  }
}
