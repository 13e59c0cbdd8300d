package io.exavip.probe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs a command and looks at its exit code. The command leads a process group of its own, and when
 * the attempt is cancelled the whole group is killed.
 */
final class CommandProbe implements Probe {
  /** The most of a command's output that is kept for the log. */
  static final int MAX_OUTPUT = 4 * 1024;

  private static final long POLL_MILLIS = 5;

  /** Pieces read between two looks at the command, so that endless output cannot hide its end. */
  private static final int PIECES = 16;

  private final CommandCheck check;
  private final ExecutorService threads;

  CommandProbe(CommandCheck check, ExecutorService threads) {
    this.check = check;
    this.threads = threads;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    threads.execute(() -> run(result));
    return result;
  }

  private void run(CompletableFuture<ProbeResult> result) {
    try {
      Process process =
          new ProcessBuilder("setsid", "sh", "-c", check.command())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
      try {
        String output = await(process, result);
        if (!result.isDone()) {
          result.complete(judge(process.exitValue(), output));
        }
      } finally {
        if (process.isAlive()) {
          killGroup(process);
        }
        process.getInputStream().close();
      }
    } catch (IOException e) {
      result.complete(ProbeResult.failure("cannot run the command: " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.complete(ProbeResult.failure("interrupted"));
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /**
   * Waits for the end of the command or of the attempt. Reads only what is there: a background
   * child of the command that keeps the pipe open must not hold up the outcome.
   */
  private static String await(Process process, CompletableFuture<ProbeResult> result)
      throws IOException, InterruptedException {
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended && !result.isDone()) {
      ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      drain(process.getInputStream(), kept);
    }
    return kept.toString(StandardCharsets.UTF_8);
  }

  private static void drain(InputStream output, ByteArrayOutputStream kept) throws IOException {
    for (int i = 0; i < PIECES && output.available() > 0; i++) {
      byte[] piece = output.readNBytes(output.available());
      kept.write(piece, 0, Math.min(piece.length, MAX_OUTPUT - kept.size()));
    }
  }

  private static ProbeResult judge(int exitCode, String output) {
    String said = output.isBlank() ? "" : ": " + output.strip().replaceAll("\\s*\\R\\s*", " | ");
    return new ProbeResult(exitCode == 0, "exit code " + exitCode + said);
  }

  private static void killGroup(Process process) throws IOException, InterruptedException {
    // The shell's own kill reaches a whole group; Java's cannot, and procps may not be installed.
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -KILL -" + process.pid())
            .redirectErrorStream(true)
            .start();
    kill.waitFor();
    kill.getInputStream().close();
    process.destroyForcibly();
    process.waitFor();
  }
}
