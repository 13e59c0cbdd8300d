package io.exavip.probe;

import io.exavip.host.ProcessGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A command that has been started. Everything runs on one thread, which never waits here. */
final class RunningCommand {
  /** The most of a command's output that is kept for the log. */
  static final int MAX_OUTPUT = 4 * 1024;

  /** Pieces read between two looks at the command, so that endless output cannot hide its end. */
  private static final int PIECES = 16;

  // A pipe that is full stops the command: looked at soon again where there was something.
  private static final long SHORTEST_PAUSE_MILLIS = 2;
  private static final long LONGEST_PAUSE_MILLIS = 128;

  /** How dash(1), the usual sh, ends where fork(2) fails. */
  private static final int NO_FORK = 2;

  private static final Pattern CANNOT_FORK = Pattern.compile("(?m)^sh: \\d+: Cannot fork$");

  private final Process process;
  private final CompletableFuture<ProbeResult> result;
  private final ScheduledExecutorService thread;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long pauseMillis = SHORTEST_PAUSE_MILLIS;

  RunningCommand(
      Process process, CompletableFuture<ProbeResult> result, ScheduledExecutorService thread) {
    this.process = process;
    this.result = result;
    this.thread = thread;
  }

  /** Has the end of the command, or that of the wait for it, do what is to be done then. */
  void follow() {
    process.onExit().thenRunAsync(this::onExit, thread);
    result.whenComplete((outcome, error) -> thread.execute(this::end));
    look();
  }

  /** Kills all of the command's group; once the command has ended there is nothing to kill. */
  void kill() {
    ProcessGroup.kill(process);
  }

  private void look() {
    if (result.isDone()) {
      return;
    }
    pauseMillis = drain() ? SHORTEST_PAUSE_MILLIS : Math.min(LONGEST_PAUSE_MILLIS, 2 * pauseMillis);
    thread.schedule(this::look, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private void onExit() {
    drain();
    if (!result.isDone()) {
      result.complete(judge(process.exitValue(), kept.toString(StandardCharsets.UTF_8)));
    }
  }

  private void end() {
    kill();
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      // nothing is left to be done with it
    }
  }

  /**
   * Reads only what is there: a background child of the command that keeps the pipe open must not
   * hold up the outcome.
   */
  private boolean drain() {
    InputStream output = process.getInputStream();
    boolean any = false;
    try {
      for (int i = 0; i < PIECES && output.available() > 0; i++) {
        byte[] piece = output.readNBytes(output.available());
        kept.write(piece, 0, Math.min(piece.length, MAX_OUTPUT - kept.size()));
        any = true;
      }
    } catch (IOException e) {
      // closed: the exit code tells the rest
    }
    return any;
  }

  private static ProbeResult judge(int exitCode, String output) {
    if (exitCode == NO_FORK && CANNOT_FORK.matcher(output).find()) {
      return ProbeResult.notAsked(
          "the command's shell cannot start a process (limit on processes)");
    }
    String said = output.isBlank() ? "" : ": " + output.strip().replaceAll("\\s*\\R\\s*", " | ");
    return new ProbeResult(exitCode == 0, "exit code " + exitCode + said);
  }
}
