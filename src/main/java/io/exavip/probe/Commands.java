package io.exavip.probe;

import io.exavip.host.ProcessGroup;
import java.io.IOException;
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
 *
 * <p>What people's commands run, {@code io.exavip.host.ChildProcess} starts and waits for, with two
 * threads for each. Checks are on the way of decisions, where nobody waits, and a thousand of them
 * may run at once: they share how a process group is made and killed, and have the rest apart.
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
    ProcessBuilder builder =
        ProcessGroup.builder(leader, ShellText.words(commandLine)).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> !PASSED_ON.matcher(name).matches());
    return builder;
  }

  /** A check's command has no business with addresses and routes. */
  private static List<String> leader() {
    return ProcessGroup.powerlessLeader();
  }
}
