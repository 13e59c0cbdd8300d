package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpIT {
  private static final int WIDTH = 100;

  @Test
  void theVersionIsOneLineOnStdout() {
    Cli.Outcome outcome = Cli.run("--version");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).singleElement().asString().matches("exavip \\d+\\.\\d+\\.\\d+.*");
    assertThat(outcome.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "run", "check", "validate", "ping", "conf", "doctor", "vip", "demo", "webapp"})
  void helpHasAnExampleAndFitsTheWidth(String command) {
    Cli.Outcome outcome = command.isEmpty() ? Cli.run("--help") : Cli.run(command, "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).first().asString().startsWith("Usage: exavip");
    assertThat(outcome.out()).anyMatch(line -> line.startsWith("Example"));
    assertThat(outcome.out()).anyMatch(line -> line.matches(" +.*exavip " + command + ".*"));
    assertThat(outcome.out()).allMatch(line -> line.length() <= WIDTH);
  }

  @Test
  void helpOfRunNamesTheOptionsOfExabgpHealthcheck() {
    String help = String.join("\n", Cli.run("help", "run").out());

    assertThat(help)
        .contains("--interval", "--fast-interval", "--timeout", "--rise", "--fall", "--disable")
        .contains("--ip", "--next-hop", "--neighbor", "--as-path", "--community", "--up-as-path")
        .contains("--withdraw-on-down", "--cmd", "--increase");
  }

  @Test
  void theListOfCommandsHasNoSentenceCutShort() {
    String help = String.join(" ", Cli.run("--help").out()).replaceAll(" +", " ");

    String demo = help.replaceFirst(".* demo (?=[A-Z])", "").replaceFirst(" help [A-Z].*", "");
    assertThat(demo).startsWith("Watches").endsWith(".");
  }

  @Test
  void withoutACommandOneLineSaysWhereHelpIs() {
    Cli.Outcome outcome = Cli.run();

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).singleElement().asString().contains("--help");
  }
}
