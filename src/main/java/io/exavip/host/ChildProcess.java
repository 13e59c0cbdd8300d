package io.exavip.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run and waited for, for the commands that people type: a list of arguments and
 * no shell, nothing to read, a deadline behind which its whole process group is killed, and no more
 * of its output kept than is asked for.
 *
 * @param command program and arguments
 * @param variables what is put into its environment, beside this program's own
 * @param seconds how long it may take
 * @param mostBytes how much is kept of each of its outputs; the rest is read and forgotten
 */
record ChildProcess(
    List<String> command, Map<String, String> variables, int seconds, int mostBytes) {
  /** For what it has written when it ends; a child of its own may keep the pipe open for ever. */
  private static final int LAST_OUTPUT_MILLIS = 1000;

  ChildProcess {
    command = List.copyOf(command);
    variables = Map.copyOf(variables);
  }

  /**
   * How it ended.
   *
   * @param exitCode its exit code
   * @param out what it wrote to stdout; where the two are one, to stderr as well
   * @param err what it wrote to stderr
   */
  record Ended(int exitCode, String out, String err) {}

  /**
   * Runs it.
   *
   * @param isOneOutput whether stdout and stderr are kept as one, in their order
   * @return how it ended; empty if it took too long
   * @throws IOException if it cannot be started
   * @throws InterruptedException if this thread is interrupted; it is killed then
   */
  Optional<Ended> run(boolean isOneOutput) throws IOException, InterruptedException {
    if (ProcessGroup.find(command.get(0)).isEmpty()) {
      throw new IOException("there is no program " + command.get(0)); // setsid would say so late
    }
    ProcessBuilder builder = ProcessGroup.builder(command).redirectErrorStream(isOneOutput);
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      Output out = new Output(process.getInputStream(), "stdout", mostBytes);
      Output err = new Output(process.getErrorStream(), "stderr", mostBytes);
      return process.waitFor(seconds, TimeUnit.SECONDS)
          ? Optional.of(new Ended(process.exitValue(), out.text(), err.text()))
          : Optional.empty();
    } finally {
      ProcessGroup.kill(process);
    }
  }

  /** An output, read by a thread of its own: it may never come to its end. */
  private static final class Output {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    Output(InputStream from, String name, int mostBytes) {
      reader = new Thread(() -> read(from, mostBytes), "exavip-child-" + name);
      reader.setDaemon(true);
      reader.start();
    }

    private void read(InputStream from, int mostBytes) {
      byte[] piece = new byte[8192];
      try {
        for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
          kept.write(piece, 0, Math.min(length, mostBytes - kept.size()));
        }
      } catch (IOException e) {
        // what came until then is what there is to say
      }
    }

    /** All of it, or what came until a child of the program's own was waited for long enough. */
    String text() throws InterruptedException {
      reader.join(LAST_OUTPUT_MILLIS);
      return kept.toString(StandardCharsets.UTF_8);
    }
  }
}
