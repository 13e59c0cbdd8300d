package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every signal does, as docs/signals.md has it. */
class SignalsIT {
  private static final Duration A_WHILE = Duration.ofMillis(500);

  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "XCPU"})
  void itEndsByTheSameDoorAndWithdraws(String signal) throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      exabgp.program().signal(signal);

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).endsWith(ANNOUNCE, WITHDRAW);
      assertThat(exabgp.program().err()).noneMatch(line -> line.contains("closed"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "XCPU"})
  void itEndsByTheSameDoorAndKeepsTheRouteWhereThatIsAskedFor(String signal) throws Exception {
    try (PlayedExaBgp exabgp = launch("--on-exit", "keep")) {
      exabgp.program().signal(signal);

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).endsWith(ANNOUNCE);
      assertThat(exabgp.program().err()).noneMatch(line -> line.contains("closed"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"QUIT", "USR1", "USR2", "PIPE", "ALRM", "VTALRM", "PROF", "IO", "PWR", "WINCH"})
  void itIsIgnoredOnPurpose(String signal) throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      exabgp.program().signal(signal);

      Await.always("the program runs", A_WHILE, exabgp.program()::isAlive);
      site.answers(500);
      Await.until("it is withdrawn", () -> isLast(exabgp, WITHDRAW));
    }
  }

  @Test
  void quitGetsNothingIntoTheCommands() throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      exabgp.program().signal("QUIT");
      site.answers(500);
      Await.until("it is withdrawn", () -> isLast(exabgp, WITHDRAW));

      assertThat(exabgp.program().out())
          .allMatch(line -> line.matches(" (system )?version|(announce|withdraw) route .*"));
    }
  }

  @Test
  void sigtermEndsItAlsoWhereExaBgpReadsNothing() throws Exception {
    try (FullPipe commands = FullPipe.in(folder);
        Exavip program =
            Exavip.start(Cli.processOf(Map.of(), run()).redirectOutput(commands.file().toFile()))) {
      program.awaitErr("UP: ");

      program.signal("TERM");

      assertThat(program.awaitEnd()).isZero();
    }
  }

  private String[] run() {
    List<String> line = new ArrayList<>(List.of("run"));
    line.addAll(Options.watching(site));
    return line.toArray(String[]::new);
  }

  private static boolean isLast(PlayedExaBgp exabgp, String command) {
    List<String> texts = exabgp.texts();
    return texts.get(texts.size() - 1).equals(command);
  }

  private PlayedExaBgp launch(String... more) {
    PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site, more));
    // A busy machine may have it withdrawn first, at the start limit.
    Await.until("it is announced", () -> exabgp.texts().contains(ANNOUNCE));
    return exabgp;
  }
}
