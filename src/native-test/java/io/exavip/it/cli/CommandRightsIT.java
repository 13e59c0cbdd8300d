package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.fabric.Exec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the command of a check may do and know. */
class CommandRightsIT {
  @Test
  void theRightToChangeAddressesThatAUnitGivesIsNotHandedOn() {
    List<String> command =
        new ArrayList<>(
            List.of("setpriv", "--inh-caps=+net_admin", "--ambient-caps=+net_admin", "--"));
    command.addAll(Subject.command(check("grep CapAmb /proc/self/status | cut -f 2")));

    assertThat(Exec.attempt(Path.of(""), command).output()).containsPattern("exit code 0: 0{16}");
  }

  @Test
  void theEnvironmentOfTheProgramIsNotHandedOn() {
    Cli.Outcome outcome =
        Cli.run(Map.of("SECRET", "x", "LC_TIME", "C"), check("env | grep -E 'SECRET|LC_TIME'"));

    assertThat(outcome.out()).last().asString().endsWith("exit code 0: LC_TIME=C");
  }

  @Test
  void textOutsideAsciiGoesThroughWithoutALocale() {
    Cli.Outcome outcome = Cli.run(Map.of("LC_ALL", "C"), check("echo 'gr\u00fcn \u20ac'"));

    assertThat(outcome.out()).last().asString().endsWith("exit code 0: gr\u00fcn \u20ac");
  }

  private static String[] check(String command) {
    return new String[] {"check", "--ip", "10.1.0.5", "--timeout", "20s", "--command", command};
  }
}
