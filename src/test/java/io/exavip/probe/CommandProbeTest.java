package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ThreadTimeline;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandProbeTest {
  private final ThreadTimeline timeline =
      new ThreadTimeline("command-probe-test", error -> error.printStackTrace());
  private final Commands commands = new Commands();

  /** Seconds of a {@code sleep} that tells the processes of this test from all others. */
  private final String time = Processes.longTime();

  @AfterEach
  void stop() {
    Processes.kill(time);
    commands.close();
    timeline.close();
  }

  @Test
  void exitCode0IsASuccess() {
    assertThat(run("true")).isEqualTo(ProbeResult.success("exit code 0"));
  }

  @ParameterizedTest
  @CsvSource({"false,1", "exit 7,7", "kill -9 $$,137"})
  void anyOtherExitCodeIsAFailureThatNamesIt(String command, int exitCode) {
    assertThat(run(command)).isEqualTo(ProbeResult.failure("exit code " + exitCode));
  }

  @Test
  void theOutputIsKeptForTheLog() {
    assertThat(run("echo fine; echo odd >&2; exit 3"))
        .isEqualTo(ProbeResult.failure("exit code 3: fine | odd"));
  }

  @Test
  void theCommandIsAShellCommandLine() {
    assertThat(run("test \"$(printf 'a b' | wc -c)\" -eq 3 && echo 'it is'"))
        .isEqualTo(ProbeResult.success("exit code 0: it is"));
  }

  @Test
  void thereIsNothingToReadForTheCommand() {
    assertThat(run("read line || echo nothing").reason()).isEqualTo("exit code 0: nothing");
  }

  @Test
  void aCommandThatDoesNotExistIsAFailureThatNamesIt() {
    ProbeResult result = run("/no/such/command");

    assertThat(result.healthy()).isFalse();
    assertThat(result.reason()).startsWith("exit code 127").contains("/no/such/command");
  }

  @Test
  void outputIsCutAt4Kib() {
    ProbeResult result = run("head -c 10000 /dev/zero | tr '\\0' x");

    assertThat(result.reason()).isEqualTo("exit code 0: " + "x".repeat(4 * 1024));
  }

  @Test
  void muchMoreOutputThanAPipeHoldsDoesNotHoldUpTheCommand() {
    ProbeResult result = run("head -c 5000000 /dev/zero | tr '\\0' x; exit 4");

    assertThat(result.reason()).startsWith("exit code 4: xxx");
  }

  @Test
  void endlessOutputIsATimeout() {
    timesOut("sleep " + time + " & yes");
  }

  @Test
  void atTheTimeoutTheWholeProcessGroupIsKilled() {
    timesOut("sleep " + time + " & sleep " + time);
  }

  @Test
  void aCommandThatIgnoresSigtermIsKilledToo() {
    timesOut("trap '' TERM INT HUP; sleep " + time + "; sleep " + time);
  }

  @Test
  void aBackgroundChildThatKeepsThePipeDoesNotHoldUpTheOutcome() {
    String untilItSleeps = "until [ \"$(cat /proc/$!/comm)\" = sleep ]; do :; done";

    assertThat(run("sleep " + time + " & " + untilItSleeps + "; echo started"))
        .isEqualTo(ProbeResult.success("exit code 0: started"));
  }

  @Test
  void cancellingTheAttemptKillsTheProcessGroup() {
    CompletableFuture<ProbeResult> attempt =
        probe("sleep " + time + " & sleep " + time, Prober.AMPLE).start();
    Eventually.until("the command runs", () -> Processes.sleeping(time) == 2);

    attempt.cancel(true);

    Eventually.until("the command is killed", () -> Processes.sleeping(time) == 0);
  }

  @Test
  void anEndOfTheProgramKillsTheCommandsThatRun() {
    probe("sleep " + time + " & sleep " + time, Prober.AMPLE).start();
    Eventually.until("the command runs", () -> Processes.sleeping(time) == 2);

    commands.close();

    Eventually.until("the command is killed", () -> Processes.sleeping(time) == 0);
  }

  @Test
  void allCommandsTogetherHaveOneThreadBesidesTheOneThatJavaHasForEach() {
    for (int i = 0; i < 20; i++) {
      probe("sleep " + time, Prober.AMPLE).start();
    }
    Eventually.until("the commands run", () -> Processes.sleeping(time) == 20);

    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().startsWith("exavip-command"))
        .hasSize(1);
  }

  @Test
  void aCommandGetsNoMoreOfTheEnvironmentThanItNeeds() {
    assertThat(run("env | cut -d= -f1 | sort | tr '\\n' ' '").reason())
        .matches(
            "exit code 0: ((PATH|HOME|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LANGUAGE|LC_[A-Z]+"
                + "|PWD|OLDPWD|SHLVL|_) ?)+")
        .contains("PATH");
  }

  @Test
  void aCommandLineOutsideAsciiArrivesAsItIsWhateverTheLocale() {
    assertThat(ShellText.words("echo '\u20ac'; exit 3"))
        .allMatch(word -> word.chars().allMatch(c -> c < 0x80));
    assertThat(run("echo '\u20ac \\ %s'; exit 3").reason()).isEqualTo("exit code 3: \u20ac \\ %s");
  }

  @Test
  void theTargetNamesTheCommand() {
    assertThat(new CommandCheck("pgrep nginx").target()).isEqualTo("command pgrep nginx");
  }

  private void timesOut(String command) {
    CompletableFuture<ProbeResult> attempt = probe(command, Duration.ofSeconds(3)).start();
    Eventually.until("the command runs", () -> Processes.sleeping(time) > 0);

    ProbeResult result = attempt.orTimeout(5, TimeUnit.MINUTES).join();

    assertThat(result).isEqualTo(ProbeResult.failure("timeout after 3000 ms"));
    Eventually.until("the command is killed", () -> Processes.sleeping(time) == 0);
  }

  private ProbeResult run(String command) {
    return probe(command, Prober.AMPLE).start().orTimeout(5, TimeUnit.MINUTES).join();
  }

  private Probe probe(String command, Duration timeout) {
    return new TimeLimitedProbe(
        new CommandProbe(new CommandCheck(command), commands), timeout, Runnable::run, timeline);
  }
}
