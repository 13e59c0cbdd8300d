package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exavip ping} against a site that changes its name, dies, hangs and fails. */
class PingIT {
  private static final String TIME =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,\\d{9}[+-]\\d\\d:\\d\\d";

  /** On a busy machine an answer may take long; what hangs is to be given up all the same. */
  private static final String PATIENT = "20s";

  private final NamedSite site = new NamedSite("PRI");

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void eachAnswerIsALineWithTimeAndName() {
    Cli.Outcome outcome = Cli.run("ping", site.url(), "--count", "3", "--timeout", PATIENT);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().subList(0, 3)).allMatch(line -> line.matches(TIME + " \\+ PRI"));
    assertThat(outcome.out().subList(0, 3)).isSorted();
    assertThat(outcome.out().get(3)).isEmpty();
    assertThat(outcome.out()).contains("no takeover, no outage", "answers: PRI 3");
    assertThat(outcome.out()).anyMatch(line -> line.contains("3 probes sent in"));
  }

  @Test
  void aTakeoverIsReportedWithItsGapAndWhatWasLost() throws Exception {
    try (Exavip program = ping("--interval", "20ms", "--timeout", PATIENT)) {
      program.awaitOut("\\+ PRI");
      site.dies();
      awaitLost(program);
      site.becomes("SEC");
      site.comesBack();
      program.awaitOut("\\+ SEC");

      program.signal("INT");

      assertThat(program.awaitExit()).isZero();
      String takeover =
          program.awaitOut("takeover PRI -> SEC: gap [1-9]\\d*\\.\\d ms, \\d+ probes? lost");
      List<String> lines = program.out();
      int at = lines.indexOf(takeover);
      assertThat(lines.get(at + 1)).matches("  last PRI  " + TIME);
      assertThat(lines.get(at + 2)).matches("  first SEC " + TIME);
      assertThat(lines.get(at + 3))
          .matches(site.url() + ": \\d+ probes sent in .* lost \\(.* %\\).*");
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void anOutageWithoutATakeoverIsReported() throws Exception {
    try (Exavip program = ping("--interval", "20ms", "--timeout", PATIENT)) {
      program.awaitOut("\\+ PRI");
      site.answers(500);
      awaitLost(program);
      site.answers(200);
      Await.until(
          "PRI answers again",
          () -> program.out().get(program.out().size() - 1).endsWith(" + PRI"));

      program.signal("TERM");

      assertThat(program.awaitExit()).isZero();
      program.awaitOut("outage of PRI: gap");
      program.awaitOut("lost: HTTP 500 \\d+");
    }
  }

  @Test
  void aProbeThatHangsIsLostAfterItsTimeoutAndHoldsUpNoOther() throws Exception {
    try (Exavip program = ping("--interval", "50ms", "--timeout", "1s", "--format", "json")) {
      program.awaitOut("\"server\":\"PRI\"");
      site.hangs(true);
      String lost = program.awaitOut("\"reason\":\"timeout\"");
      site.hangs(false);
      Await.until(
          "PRI answers again",
          () -> program.out().get(program.out().size() - 1).contains("\"answered\":true"));

      program.signal("INT");

      assertThat(program.awaitExit()).isZero();
      assertThat(object(lost).getJsonNumber("tookMs").doubleValue()).isGreaterThanOrEqualTo(999);
      List<JsonObject> lines = program.out().stream().map(PingIT::object).toList();
      JsonObject summary = lines.get(lines.size() - 1);
      assertThat(summary.getString("event")).isEqualTo("summary");
      assertThat(summary.getJsonObject("losses").getInt("timeout")).isGreaterThan(1);
    }
  }

  @Test
  void jsonLinesHaveStableKeys() {
    Cli.Outcome outcome = Cli.run("ping", site.url(), "-c", "1", "-t", PATIENT, "--format", "json");

    assertThat(outcome.out()).hasSize(2);
    JsonObject probe = object(outcome.out().get(0));
    assertThat(probe.keySet())
        .containsExactly("time", "event", "answered", "server", "status", "reason", "tookMs");
    assertThat(probe.getString("event")).isEqualTo("probe");
    assertThat(probe.getString("server")).isEqualTo("PRI");
    JsonObject summary = object(outcome.out().get(1));
    assertThat(summary.keySet())
        .containsExactly(
            "time",
            "event",
            "url",
            "sent",
            "answered",
            "lost",
            "lossPercent",
            "notSent",
            "underWay",
            "latencyMs",
            "servers",
            "losses",
            "incidents",
            "omitted",
            "longest");
    assertThat(summary.getInt("sent")).isEqualTo(1);
    assertThat(summary.getJsonObject("servers").getInt("PRI")).isEqualTo(1);
  }

  @Test
  void theSummaryAloneHasNoProbes() {
    Cli.Outcome outcome = Cli.run("ping", site.url(), "-c", "2", "-t", PATIENT, "--summary-only");

    assertThat(outcome.out()).noneMatch(line -> line.contains(" + "));
    assertThat(outcome.out()).first().isEqualTo("no takeover, no outage");
  }

  @Test
  void aDurationEndsIt() {
    Cli.Outcome outcome =
        Cli.run("ping", site.url(), "--duration", "450ms", "-i", "200ms", "-t", PATIENT);

    long lines = outcome.out().stream().filter(line -> line.matches(TIME + " .*")).count();
    assertThat(lines).isBetween(1L, 3L);
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void thePictureIsWrittenAtTheEnd() throws Exception {
    Path file = folder.resolve("failover.svg");
    try (Exavip program =
        ping("--interval", "20ms", "--timeout", PATIENT, "--svg", file.toString())) {
      program.awaitOut("\\+ PRI");
      site.dies();
      awaitLost(program);
      site.becomes("SEC <2>");
      site.comesBack();
      program.awaitOut("\\+ SEC <2>");

      program.signal("INT");

      assertThat(program.awaitExit()).isZero();
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
      assertThat(Files.readString(file)).contains("SEC &lt;2&gt;", "no answer", " ms<");
    }
  }

  @Test
  void itEndsQuietlyWhenNobodyReadsItsOutput() {
    try (Exavip program = ping("--interval", "20ms", "--timeout", PATIENT)) {
      program.awaitOut("\\+ PRI");

      program.closeStdout();

      assertThat(program.awaitExit()).isZero();
      assertThat(program.err()).isEmpty();
    }
  }

  @Test
  void itEndsOnASignalWhileTheServerHangs() throws Exception {
    site.hangs(true);
    try (Exavip program = ping("--interval", "20ms", "--timeout", "1m")) {
      Await.until("there is a request", () -> site.requests() > 0);
      program.signal("TERM");

      assertThat(program.awaitExit()).isEqualTo(1);
    }
  }

  @Test
  void itKeepsUpWithAMillisecond() {
    Cli.Outcome outcome =
        Cli.run(
            "ping",
            site.url(),
            "-i",
            "1ms",
            "-c",
            "1000",
            "-t",
            PATIENT,
            "--format",
            "json",
            "--summary-only");

    JsonObject summary = object(outcome.out().get(0));
    assertThat(summary.getInt("sent")).isEqualTo(1000);
    assertThat(summary.getInt("answered")).isEqualTo(1000);
  }

  private Exavip ping(String... options) {
    return Exavip.start(
        Stream.concat(Stream.of("ping", site.url()), Stream.of(options)).toArray(String[]::new));
  }

  private static void awaitLost(Exavip program) {
    Await.until(
        "a probe is lost", () -> program.out().stream().anyMatch(line -> line.endsWith(" + ")));
  }

  private static JsonObject object(String line) {
    try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
