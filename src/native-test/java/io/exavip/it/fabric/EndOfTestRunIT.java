package io.exavip.it.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run of the black-box tests leaves on the machine, tried with runs of its own. */
class EndOfTestRunIT {

  /** As the kernel counts signals: bit 0 is number 1. */
  private static final long INT_AND_QUIT = 0b110;

  @TempDir Path folder;

  @Test
  void aRunThatIsEndedBySigtermLeavesNothing() {
    try (Program run = run("ended")) {
      List<String> made = made(run);

      run.signal(Signal.TERM);
      run.awaitExit();

      assertThat(made).hasSize(5).noneMatch(EndOfTestRunIT::isThere);
    }
  }

  @Test
  void whatAKilledRunLeftIsRemovedByTheNextOneAndNothingOfALivingOneIs() {
    try (Program killed = run("killed");
        Program living = run("living")) {
      List<String> left = made(killed);
      List<String> stays = made(living);
      killed.signal(Signal.KILL);
      killed.awaitExit();
      assertThat(left).allMatch(EndOfTestRunIT::isThere);

      try (Program next = run("next")) {
        made(next);
        assertThat(left).noneMatch(EndOfTestRunIT::isThere);
        assertThat(stays).hasSize(5).allMatch(EndOfTestRunIT::isThere);
      }
    }
  }

  @Test
  void programsTakeSigintAlsoWhereTheShellThatStartsTheTestsIgnoresIt() throws IOException {
    String command = String.join(" ", JavaCommand.of(TestRunMain.class));
    List<String> deaf = List.of("sh", "-c", "trap '' INT QUIT; exec " + command);
    try (Program run = Program.start(folder, "deaf", deaf, Map.of())) {
      List<String> made = made(run);
      assertThat(ignoredSignals(run.pid())).isNotZero();
      for (String process : made.stream().filter(what -> what.startsWith("p")).toList()) {
        assertThat(ignoredSignals(Long.parseLong(process.split(" ")[1]))).isZero();
      }
    }
  }

  private Program run(String name) {
    return Program.start(folder, name, JavaCommand.of(TestRunMain.class), Map.of());
  }

  private static List<String> made(Program run) {
    Await.until("a run at work: " + run.stderr(), () -> run.stdout().contains("ready"));
    return run.stdout().stream().filter(Predicate.not("ready"::equals)).toList();
  }

  /** The answer for {@code namespace NAME} and {@code process PID}. */
  private static boolean isThere(String what) {
    String id = what.split(" ")[1];
    return what.startsWith("namespace")
        ? Files.exists(Path.of("/run/netns", id))
        : !status(Long.parseLong(id), "State").matches("|[ZX].*");
  }

  private static long ignoredSignals(long pid) {
    return Long.parseUnsignedLong(status(pid, "SigIgn"), 16) & INT_AND_QUIT;
  }

  /** A field of what the kernel says about a process; empty when the process is gone. */
  private static String status(long pid, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .map(line -> line.substring(field.length() + 1).strip())
          .collect(Collectors.joining());
    } catch (IOException | java.io.UncheckedIOException e) {
      return "";
    }
  }
}
