package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckIT {
  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aTableOfAllServicesAndExitCode0WhenAllAreHealthy() throws IOException {
    Cli.Outcome outcome = Cli.run("check", "--config", config("all", "true").toString());

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).hasSize(4);
    assertThat(outcome.out().get(0)).matches("SERVICE +CHECK +RESULT");
    assertThat(outcome.out().get(1)).matches("web +ok +" + site.url() + " +HTTP 200 in \\d+ ms");
    assertThat(outcome.out().get(2)).matches("db +ok +tcp 127.0.0.1:\\d+ +connected in \\d+ ms");
    assertThat(outcome.out().get(3)).matches("db +ok +command true +exit code 0");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void exitCode1WhenOneServiceIsNotHealthy() throws IOException {
    Cli.Outcome outcome =
        Cli.run("check", "--config", config("all", "echo away; exit 3").toString());

    assertThat(outcome.out().get(3))
        .startsWith("db")
        .contains("FAIL")
        .contains("exit code 3: away");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void whereAnyIsEnoughOneFailureIsStillExitCode0() throws IOException {
    Cli.Outcome outcome = Cli.run("check", "--config", config("any", "false").toString());

    assertThat(outcome.out().get(3)).startsWith("db").contains("FAIL");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void oneServiceOnTheCommandLineNeedsNoFile() {
    site.answers(503);
    Cli.Outcome outcome =
        Cli.run("check", "--ip", "10.1.0.5", "--url", site.url(), "-n", "web", "--timeout", "20s");

    assertThat(outcome.out()).hasSize(2);
    assertThat(outcome.out().get(1)).matches("web +FAIL +\\S+ +HTTP 503, wanted 200-399");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  private Path config(String require, String command) throws IOException {
    String text =
        """
        services:
          web:
            ip: 10.1.0.5/32
            url: %s
            timeout: 10s
          db:
            ip: 10.1.0.6/32
            tcp: %s
            command: %s
            require: %s
            timeout: 10s
        """
            .formatted(site.url(), site.url().replaceAll("http://|/$", ""), command, require);
    return Files.writeString(folder.resolve("exavip.yaml"), text);
  }
}
