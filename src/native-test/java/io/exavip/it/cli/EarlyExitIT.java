package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that end by themselves: run by ExaBGP they stay, lest ExaBGP give up; else they end. */
class EarlyExitIT {
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ip 10.1.0.5/32 --url http://127.0.0.1:1/",
        "run --ip 10.1.0.5/32 --help",
        "run --ip 10.1.0.5/32 --url http://127.0.0.1:1/ --check-config",
        "ruun --ip 10.1.0.5/32",
        "validate --ip 10.1.0.5/32 /etc/exavip/exavip.yaml"
      })
  void runByExaBgpItSaysSoWithdrawsAndStaysUntilTheEnd(String line) throws Exception {
    try (PlayedExaBgp exabgp = PlayedExaBgp.of(byExaBgp(line.split(" ")), Answers::done)) {
      exabgp.awaitExactly(WITHDRAW);
      exabgp.program().awaitErr("ERROR ExaBGP runs 'exavip .*needed: 'exavip run'");
      Await.always("the program runs", A_WHILE, exabgp.program()::isAlive);

      exabgp.program().closeStdin();

      assertThat(exabgp.program().awaitEnd()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "run --help", "validate /nowhere", "ruun", ""})
  void runByAnyoneElseItEndsAlsoWhereInputAndOutputArePipes(String line) {
    try (Exavip program = Exavip.start(line.isEmpty() ? new String[0] : line.split(" "))) {
      program.awaitExit();
    }
  }

  @Test
  void theHelpGoesToStandardOutputForPeopleAlone() throws Exception {
    try (Exavip program = byExaBgp("--help")) {
      program.awaitErr("ExaBGP runs");
      assertThat(program.out()).allMatch(line -> line.equals("version"));
    }
  }

  /** The program, its parent being a shell by the name of ExaBGP. */
  private Exavip byExaBgp(String... arguments) throws IOException {
    Path exabgp =
        Files.copy(
            Path.of("/bin/sh"), folder.resolve("exabgp"), StandardCopyOption.COPY_ATTRIBUTES);
    List<String> command =
        new ArrayList<>(List.of(exabgp.toString(), "-c", "\"$@\"; exit $?", "-"));
    command.addAll(Subject.command(arguments));
    return Exavip.start(Cli.processOf(Map.of(), command));
  }
}
