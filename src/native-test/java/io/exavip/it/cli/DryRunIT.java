package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DryRunIT {
  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d";
  private static final String UP = "HTTP 200 in \\d+ ms";

  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void eachChangeIsALineWithTimeServiceStateReasonCountAndCommand() {
    String[] options =
        Options.dryRun(site, "-n", "web", "--up-as-path", "65010 65010", "--up-metric", "7");
    try (Exavip program = Exavip.start(options)) {
      program.awaitOut("web UP");
      site.answers(500);
      program.awaitOut("web DOWN");

      List<String> lines = program.out();
      String route = "route 10.1.0.5/32 next-hop self as-path \\[ 65010 65010 ] med 7";
      assertThat(lines).hasSize(4);
      assertThat(lines.get(0)).matches(TIME + " web RISING: " + UP + " \\(1/2\\)");
      assertThat(lines.get(1)).matches(TIME + " web UP: " + UP + " \\(2/2\\) -> announce " + route);
      assertThat(lines.get(2)).matches(TIME + " web FALLING: HTTP 500, wanted 200-399 \\(1/2\\)");
      assertThat(lines.get(3))
          .matches(TIME + " web DOWN: HTTP 500, wanted 200-399 \\(2/2\\) -> withdraw " + route);
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void verboseShowsEveryProbe() {
    try (Exavip program = Exavip.start(Options.dryRun(site, "-v"))) {
      Await.until(
          "probes that change nothing are shown",
          () -> program.out().stream().filter(l -> l.matches(".* UP: " + UP + ".*")).count() > 3);
      assertThat(program.out().stream().filter(line -> line.contains("announce"))).hasSize(1);
    }
  }

  @Test
  void jsonLinesHaveStableKeys() {
    try (Exavip program = Exavip.start(Options.dryRun(site, "--format", "json", "-n", "web"))) {
      program.awaitOut("announce");

      List<JsonObject> events = program.out().stream().map(DryRunIT::json).toList();
      assertThat(events).hasSize(2);
      assertThat(events)
          .allSatisfy(
              event ->
                  assertThat(event.keySet())
                      .containsExactly(
                          "time",
                          "service",
                          "event",
                          "state",
                          "verdict",
                          "reason",
                          "count",
                          "needed",
                          "changed",
                          "commands"));
      JsonObject rising = events.get(0);
      assertThat(rising.getString("time")).matches(TIME);
      assertThat(rising.getString("service")).isEqualTo("web");
      assertThat(rising.getString("event")).isEqualTo("success");
      assertThat(rising.getString("state")).isEqualTo("RISING");
      assertThat(rising.isNull("verdict")).isTrue();
      assertThat(rising.getJsonArray("commands")).isEmpty();
      JsonObject up = events.get(1);
      assertThat(up.getString("verdict")).isEqualTo("UP");
      assertThat(up.getString("reason")).matches(UP);
      assertThat(up.getInt("count")).isEqualTo(2);
      assertThat(up.getInt("needed")).isEqualTo(2);
      assertThat(up.getBoolean("changed")).isTrue();
      assertThat(up.getJsonArray("commands").getString(0)).isEqualTo(PlayedExaBgp.ANNOUNCE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aSignalEndsItWithExitCode0(String signal) throws Exception {
    try (Exavip program = Exavip.start(Options.dryRun(site))) {
      program.awaitOut("UP");

      program.signal(signal);

      assertThat(program.awaitEnd()).isZero();
    }
  }

  @Test
  void itEndsWhenNobodyReadsItsOutput() {
    try (Exavip program = Exavip.start(Options.dryRun(site, "-v"))) {
      program.awaitOut("UP");

      program.closeStdout();

      assertThat(program.awaitEnd()).isZero();
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void theEndOfStandardInputDoesNotEndIt() throws Exception {
    try (Exavip program = Exavip.start(Options.dryRun(site, "-v"))) {
      program.closeStdin();
      program.awaitOut("UP");

      int before = program.out().size();

      Await.until("it goes on", () -> program.out().size() > before + 3);
    }
  }

  private static JsonObject json(String line) {
    try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
