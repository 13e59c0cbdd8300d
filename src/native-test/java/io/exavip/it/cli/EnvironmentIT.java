package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line goes before the environment, both before the file. */
class EnvironmentIT {
  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void variablesDescribeAService() {
    Map<String, String> environment =
        Map.of(
            "EXAVIP_IP", "10.1.0.5/32, 10.1.0.6/32",
            "EXAVIP_URL", site.url(),
            "EXAVIP_SERVICE", "web",
            "EXAVIP_INTERVAL", "300ms",
            "EXAVIP_FAST_INTERVAL", "50ms",
            "EXAVIP_RISE", "1");
    try (Exavip program = Exavip.start(environment, "run", "--dry-run")) {
      String up = program.awaitOut("web UP");

      assertThat(up).contains("(1/1)", PlayedExaBgp.ANNOUNCE, "announce route 10.1.0.6/32");
    }
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironment() {
    Map<String, String> environment = Map.of("EXAVIP_RISE", "1", "EXAVIP_IP", "10.9.9.9/32");
    try (Exavip program = Exavip.start(environment, Options.dryRun(site))) {
      assertThat(program.awaitOut("UP")).contains("(2/2)").endsWith(PlayedExaBgp.ANNOUNCE);
    }
  }

  @Test
  void theEnvironmentGoesBeforeTheFileAndServicesBeforeDefaults() throws IOException {
    Map<String, String> environment =
        Map.of("EXAVIP_CONFIG", config().toString(), "EXAVIP_FALL", "2", "EXAVIP_REQUIRE", "");
    site.answers(500);
    try (Exavip program = Exavip.start(environment, "run", "--dry-run")) {
      assertThat(program.awaitOut("web DOWN")).contains("(2/2)");
      site.answers(200);
      assertThat(program.awaitOut("web UP")).contains("(3/3)");
    }
  }

  @Test
  void theCommandLineGoesBeforeTheFile() throws IOException {
    try (Exavip program =
        Exavip.start("run", "--dry-run", "--config", config().toString(), "--rise", "1")) {
      assertThat(program.awaitOut("web UP")).contains("(1/1)");
    }
  }

  @Test
  void aMistakeInAVariableNamesIt() {
    Cli.Outcome outcome =
        Cli.run(
            Map.of("EXAVIP_INTERVAL", "soon"), "check", "--ip", "10.1.0.5", "--url", "http://h/");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("EXAVIP_INTERVAL: 'soon'", "10ms");
  }

  private Path config() throws IOException {
    String text =
        """
        defaults:
          fast-interval: 50ms
          rise: 4
          fall: 4
          timeout: 5s
        services:
          web:
            ip: 10.1.0.5/32
            url: %s
            rise: 3
        """
            .formatted(site.url());
    return Files.writeString(folder.resolve("exavip.yaml"), text);
  }
}
