package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a terminal, which {@code script} of util-linux makes. */
class TerminalIT {
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void runSaysThatNoExaBgpIsListeningAndGoesOn() {
    try (Program program = onTerminal("run", Options.watching(site))) {
      await(program, "no ExaBGP is listening");
      await(program, PlayedExaBgp.ANNOUNCE);
    }
  }

  @Test
  void runWithBadInputEndsAtOnceWithExitCode2() {
    try (Program program = onTerminal("run", List.of("--ip", "10.1.0.5/32"))) {
      assertThat(program.awaitExit()).isEqualTo(2);
      assertThat(text(program)).contains("no check; needed: url");
    }
  }

  @Test
  void dryRunPrintsAsItDoesInAPipe() {
    try (Program program = onTerminal("run", Options.watching(site, "--dry-run"))) {
      await(program, "service UP: HTTP 200 in");
      assertThat(text(program)).doesNotContain("no ExaBGP is listening");
    }
  }

  private Program onTerminal(String command, List<String> options) {
    List<String> words = Subject.command(command);
    String line =
        Stream.concat(words.stream(), options.stream())
            .map(word -> "'" + word.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return Program.start(
        folder,
        "terminal",
        List.of(SCRIPT.toString(), "-qefc", "exec " + line, "/dev/null"),
        Map.of());
  }

  private static void await(Program program, String text) {
    Await.until("the terminal shows '" + text + "'", () -> text(program).contains(text));
  }

  private static String text(Program program) {
    return String.join("\n", program.stdout());
  }
}
