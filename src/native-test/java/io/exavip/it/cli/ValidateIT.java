package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateIT {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("exavip.yaml"),
            """
            defaults:
              interval: 2s
              as-path: 65010 65010
            on-exit: keep
            services:
              web:
                ip: [10.1.0.5/32, "2001:db8::5"]
                url: http://127.0.0.1:3000/
                timeout: ${WEB_TIMEOUT:500ms}
              db:
                ip: 10.1.0.6
                require: any
                checks:
                  - tcp: 127.0.0.1:5432
                  - command: pg_isready
                    timeout: 3s
            """);
  }

  @Test
  void aGoodFileIsSaidToBeGood() {
    Cli.Outcome outcome = Cli.run("validate", file.toString());

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).singleElement().asString().contains("good", "2", "web", "db");
  }

  @Test
  void checkConfigSaysTheSameOfWhatRunWouldDo() {
    Cli.Outcome outcome =
        Cli.run("run", "--check-config", "--config", file.toString(), "--rise", "5");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).singleElement().asString().contains("good", "web", "db");
  }

  @Test
  void variablesOfTheFileAreTakenFromTheEnvironment() {
    Cli.Outcome outcome = Cli.run(Map.of("WEB_TIMEOUT", "soon"), "validate", file.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("exavip.yaml:9: services.web.timeout: 'soon'");
  }

  @Test
  void aServiceOfItsOwnBesideTheFileIsRefused() {
    Cli.Outcome outcome =
        Cli.run("run", "--check-config", "--config", file.toString(), "--ip", "10.1.0.9/32");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("--ip", "'10.1.0.9/32'");
  }
}
