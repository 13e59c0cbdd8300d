package io.exavip.it.fabric;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A running program, see {@link Child}: its stdin is a pipe that stays open, its stdout and stderr
 * go to files of the test's folder.
 */
public final class Program implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a program.
   *
   * @param folder its working directory, which also takes {@code name.out} and {@code name.err}
   * @param name the name of these two files
   * @param command program and arguments
   * @param environment variables on top of those of the test
   * @return the running program
   */
  public static Program start(
      Path folder, String name, List<String> command, Map<String, String> environment) {
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        Child.of(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Program(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the process id.
   *
   * @return the process id
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Says whether the program still runs.
   *
   * @return true while it runs
   */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Returns the direct children that run now.
   *
   * @return their process ids
   */
  public List<Long> children() {
    return process.children().filter(ProcessHandle::isAlive).map(ProcessHandle::pid).toList();
  }

  /**
   * Waits for the end of the program.
   *
   * @return its exit code
   */
  public int awaitExit() {
    Await.until("end of process " + pid(), () -> !process.isAlive());
    return process.exitValue();
  }

  /**
   * Returns what the program printed up to now.
   *
   * @return lines of stdout
   */
  public List<String> stdout() {
    return lines(out);
  }

  /**
   * Returns what the program complained about up to now.
   *
   * @return lines of stderr
   */
  public List<String> stderr() {
    return lines(err);
  }

  /**
   * Writes one line to the program's stdin.
   *
   * @param line without its end
   */
  public void write(String line) {
    try {
      OutputStream stdin = process.getOutputStream();
      stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the program's stdin. */
  public void closeStdin() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Sends a signal.
   *
   * @param signal which
   */
  public void signal(Signal signal) {
    signal.send(pid());
  }

  /** Ends the program: asks first, then insists. */
  @Override
  public void close() {
    if (process.isAlive()) {
      signal(Signal.CONT);
      signal(Signal.TERM);
      if (!ends(GRACE)) {
        signal(Signal.KILL);
        ends(GRACE);
      }
    }
  }

  private boolean ends(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
