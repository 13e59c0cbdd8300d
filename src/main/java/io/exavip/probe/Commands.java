package io.exavip.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Starts the commands of all checks, reads what they print and kills them when their time is up, on
 * one thread, which is there only while a command runs. The end of each is told by the thread that
 * Java itself has for each child process; it sleeps in waitpid(2).
 */
final class Commands implements AutoCloseable {
  /** How long the end of the program waits for commands to be killed. */
  private static final long KILL_MILLIS = 200;

  /**
   * What a command gets of the environment: where programs and the user's files are, the language
   * and the time zone. No secrets, and nothing that was meant for this program.
   */
  private static final Pattern PASSED_ON =
      Pattern.compile("PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+");

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread made = new Thread(task, "exavip-commands");
            made.setDaemon(true);
            return made;
          });
  private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();
  private final List<String> leader = leader();

  Commands() {
    thread.setRemoveOnCancelPolicy(true);
    thread.setKeepAliveTime(1, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    // After the end nothing is started and nothing is told: nobody waits any more.
    thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Runs a command line by {@code sh -c}, as the leader of a process group of its own.
   *
   * @param commandLine the command line
   * @return the outcome to come; cancelling it kills the whole group
   */
  CompletableFuture<ProbeResult> run(String commandLine) {
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    try {
      thread.execute(() -> start(commandLine, result));
    } catch (OutOfMemoryError e) { // no thread to be had
      result.completeExceptionally(e); // nor is the command to be run when there is one again
    }
    return result;
  }

  /** Kills the commands that still run. */
  @Override
  public void close() {
    thread.execute(() -> running.forEach(RunningCommand::kill));
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.shutdown();
    try {
      thread.awaitTermination(KILL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String commandLine, CompletableFuture<ProbeResult> result) {
    if (result.isDone()) {
      return;
    }
    try {
      RunningCommand command = new RunningCommand(builder(commandLine).start(), result, thread);
      running.add(command);
      result.whenComplete((outcome, error) -> running.remove(command));
      command.follow();
    } catch (IOException e) {
      result.complete(
          Shortage.of(e)
              .map(ProbeResult::notAsked)
              .orElse(ProbeResult.failure("cannot run the command: " + e.getMessage())));
    } catch (RuntimeException | Error e) { // an Error, too, is an outcome: probing must go on
      result.completeExceptionally(e);
    }
  }

  private ProcessBuilder builder(String commandLine) {
    List<String> words = new ArrayList<>(leader);
    words.addAll(ShellText.words(commandLine));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
    return builder;
  }

  /**
   * What makes a process the leader of a group. The right to change addresses and routes, which a
   * unit may give to this program, is not handed on: setpriv(1) stands in the package of setsid(1).
   */
  private static List<String> leader() {
    boolean entitled;
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      entitled = lines.anyMatch(line -> line.matches("CapAmb:\\s*0*[1-9a-f][0-9a-f]*"));
    } catch (IOException e) {
      entitled = false;
    }
    return entitled && isThere("setpriv")
        ? List.of("setpriv", "--ambient-caps=-all", "setsid")
        : List.of("setsid");
  }

  private static boolean isThere(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Pattern.compile(":")
        .splitAsStream(path)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
