package io.exavip.it.cli;

import io.exavip.it.Subject;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Exec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The running program, its three standard streams being pipes to the test. */
final class Exavip implements AutoCloseable {
  /**
   * The longest that the program may take to end: ten times the three seconds that it needs on a
   * machine that is busy with these tests, and less than all that it must not wait for.
   */
  static final Duration SOON = Duration.ofSeconds(30);

  private static final long LOOK_NANOS = 5_000_000;

  private final Process process;
  private final Pipe out;
  private final Pipe err;

  private Exavip(Process process) {
    this.process = process;
    this.out = new Pipe(process.getInputStream());
    this.err = new Pipe(process.getErrorStream());
  }

  static Exavip start(String... arguments) {
    return start(Map.of(), arguments);
  }

  static Exavip start(Map<String, String> environment, String... arguments) {
    return start(environment, Subject.command(arguments));
  }

  /** Starts a command that becomes the program. */
  static Exavip start(Map<String, String> environment, List<String> command) {
    return start(Cli.processOf(environment, command));
  }

  static Exavip start(ProcessBuilder builder) {
    try {
      return new Exavip(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output up to now, with a part of a line where one is there. */
  String output() {
    return out.text();
  }

  /** Whole lines of standard output up to now. */
  List<String> out() {
    return out.lines();
  }

  /** Whole lines of standard error up to now. */
  List<String> err() {
    return err.lines();
  }

  String awaitOut(String regex) {
    return await("stdout", out, regex);
  }

  String awaitErr(String regex) {
    return await("stderr", err, regex);
  }

  /** Writes a line to the program's standard input; nothing happens if it is gone. */
  void write(String line) {
    try {
      OutputStream in = process.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      in.flush();
    } catch (IOException e) {
      // the test will notice that the program has ended
    }
  }

  void closeStdin() throws IOException {
    process.getOutputStream().close();
  }

  /** Nobody reads the program's output any more. */
  void closeStdout() {
    out.close();
  }

  void signal(String name) throws IOException, InterruptedException {
    Exec.attempt("kill", "-" + name, Long.toString(process.pid()));
  }

  /** The exit code; fails unless the program ends soon. */
  int awaitEnd() {
    long since = System.nanoTime();
    Await.until("the program ends", () -> !process.isAlive());
    Duration took = Duration.ofNanos(System.nanoTime() - since);
    if (took.compareTo(SOON) > 0) {
      throw new AssertionError("the program took " + took.toMillis() + " ms to end");
    }
    return process.exitValue();
  }

  /** The exit code, however long the program takes to end. */
  int awaitExit() {
    Await.until("the program ends", () -> !process.isAlive());
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    out.close();
    err.close();
  }

  private String await(String name, Pipe pipe, String regex) {
    try {
      return Await.present(
          name + " has a line with " + regex,
          () -> pipe.lines().stream().filter(l -> l.matches(".*(" + regex + ").*")).findFirst());
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; stdout " + out() + ", stderr " + err(), e);
    }
  }

  /** Reads only what is there, so that the pipe can be closed at any time. */
  private final class Pipe {
    private final InputStream in;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private boolean closed;

    Pipe(InputStream in) {
      this.in = in;
      Thread thread = new Thread(this::drain, "exavip-pipe");
      thread.setDaemon(true);
      thread.start();
    }

    synchronized String text() {
      take();
      return read.toString(StandardCharsets.UTF_8);
    }

    List<String> lines() {
      String text = text();
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    synchronized void close() {
      closed = true;
      try {
        in.close();
      } catch (IOException e) {
        // closed all the same
      }
    }

    private void drain() {
      while (take()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }

    private synchronized boolean take() {
      boolean ended = !process.isAlive();
      try {
        while (!closed && in.available() > 0) {
          read.write(in.readNBytes(in.available()));
        }
      } catch (IOException e) {
        closed = true;
      }
      return !closed && !ended;
    }
  }
}
