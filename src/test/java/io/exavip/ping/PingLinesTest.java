package io.exavip.ping;

import static io.exavip.ping.Replies.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Probes and report as text and as JSON. */
class PingLinesTest {
  static final PingPlan PLAN =
      new PingPlan(
          URI.create("http://10.1.0.5:3000/"),
          false,
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          OptionalLong.empty(),
          Optional.empty());

  private static final Moment START =
      new Moment(Instant.parse("2021-11-22T14:51:42.102116071Z"), 5);

  private final PingText text = new PingText(ZoneOffset.UTC);
  private final PingJson json = new PingJson(ZoneOffset.UTC);

  @Test
  void anAnswerIsALineAsDateAndCurlMakeIt() {
    assertThat(text.line(Reply.answer("PRI", 200, START, MILLI)))
        .isEqualTo("2021-11-22T14:51:42,102116071+00:00 + PRI");
  }

  @Test
  void aLostProbeIsALineWithNothingBehindTheSign() {
    assertThat(text.line(Reply.lost("HTTP 500", 500, START, MILLI)))
        .isEqualTo("2021-11-22T14:51:42,102116071+00:00 + ");
  }

  @Test
  void theTimeIsThatOfTheZoneWithAllNineDigits() {
    Moment whole = new Moment(Instant.parse("2021-11-22T14:51:42Z"), 5);

    assertThat(new PingText(ZoneId.of("Asia/Kolkata")).line(Reply.answer("PRI", 200, whole, 1)))
        .isEqualTo("2021-11-22T20:21:42,000000000+05:30 + PRI");
  }

  @ParameterizedTest
  @CsvSource({
    "PRI, PRI",
    "'  PRI \r\nmore', PRI",
    "'\n\n PRI\n', PRI",
    "'', (empty)",
    "' \n ', (empty)",
    "'a\u001b[31mb', 'a\\u001b[31mb'",
    "'a\u202eb', 'a\\u202eb'",
    "'\u00fc \u20ac', '\u00fc \u20ac'"
  })
  void theServersNameIsTheFirstLineWithText(String body, String name) {
    assertThat(AnsweringServer.in(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(name);
  }

  @Test
  void aLongLineIsCut() {
    assertThat(AnsweringServer.in("x".repeat(1000).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("x".repeat(60) + "...");
  }

  @Test
  void theReportTellsEveryTakeoverThenTheNumbers() {
    assertThat(text.lines(PLAN, Replies.report("5P 3. 5S 2. 5S 2-")))
        .containsExactly(
            "takeover PRI -> SEC: gap 400.0 ms, 3 probes lost",
            "  last PRI  2021-11-22T14:51:40,401000000+00:00",
            "  first SEC 2021-11-22T14:51:40,801000000+00:00",
            "outage of SEC: gap 300.0 ms, 2 probes lost",
            "  last SEC  2021-11-22T14:51:41,201000000+00:00",
            "  first SEC 2021-11-22T14:51:41,501000000+00:00",
            "http://10.1.0.5:3000/: 20 probes sent in 2.4 s, 5 lost (25.0 %), 2 not sent",
            "answers: PRI 5, SEC 10",
            "lost: timeout 5",
            "latency: min 1.0 ms, p50 1.0 ms, p90 1.0 ms, p99 1.0 ms, max 1.0 ms");
  }

  @Test
  void theReportTellsOfOutagesAtTheBeginningAndAtTheEnd() {
    assertThat(text.lines(PLAN, Replies.report(". 5P .")))
        .contains(
            "no answer at first: gap 101.0 ms, 1 probe lost",
            "outage of PRI to the end: gap 1099.0 ms, 1 probe lost");
  }

  @Test
  void theReportOfAnAlternationIsShort() {
    assertThat(text.lines(PLAN, Replies.report("PS".repeat(500))))
        .hasSize(6)
        .first()
        .isEqualTo(
            "PRI, SEC answer in turn: 999 changes in 99.9 s, none with a loss: equal paths?");
  }

  @Test
  void theReportCountsWhatItDoesNotList() {
    assertThat(text.lines(PLAN, Replies.report("20P . ".repeat(30) + "20P 9. P")))
        .contains("11 more of these; the longest gap of all: 1000.0 ms");
  }

  @Test
  void theReportOfAnUneventfulRunSaysSo() {
    assertThat(text.lines(PLAN, Replies.report("5P"))).contains("no takeover, no outage");
  }

  @Test
  void anAnswerAsJson() {
    assertThat(json.line(Reply.answer("PR\"I", 200, START, 1_234_567)))
        .isEqualTo(
            "{\"time\":\"2021-11-22T14:51:42.102116071+00:00\",\"event\":\"probe\","
                + "\"answered\":true,\"server\":\"PR\\\"I\",\"status\":200,"
                + "\"reason\":\"HTTP 200\",\"tookMs\":1.235}");
  }

  @Test
  void aLostProbeAsJsonHasStatusAndReason() {
    JsonObject refused = object(json.line(Reply.lost("connection refused", 0, START, MILLI)));
    JsonObject error = object(json.line(Reply.lost("HTTP 500", 500, START, MILLI)));

    assertThat(refused.isNull("server")).isTrue();
    assertThat(refused.isNull("status")).isTrue();
    assertThat(refused.getString("reason")).isEqualTo("connection refused");
    assertThat(error.getInt("status")).isEqualTo(500);
    assertThat(error.getBoolean("answered")).isFalse();
  }

  @Test
  void probesNotSentAsJsonHaveACountAndAReason() {
    JsonObject line = object(json.line(Reply.notSent("late", START, 7)));

    assertThat(line.getString("event")).isEqualTo("not-sent");
    assertThat(line.getInt("count")).isEqualTo(7);
    assertThat(line.getString("reason")).isEqualTo("late");
  }

  @Test
  void theReportAsJson() {
    JsonObject summary =
        object(json.line(PLAN, Replies.report("20P 3. 20S PSPSPSPS 20P 2."), START));

    assertThat(summary.getString("event")).isEqualTo("summary");
    assertThat(summary.getInt("sent")).isEqualTo(73);
    assertThat(summary.getInt("lost")).isEqualTo(5);
    assertThat(summary.getJsonObject("servers").getInt("PRI")).isEqualTo(44);
    assertThat(summary.getJsonObject("latencyMs").getJsonNumber("p99").doubleValue()).isEqualTo(1);
    List<JsonObject> incidents = summary.getJsonArray("incidents").getValuesAs(JsonObject.class);
    assertThat(incidents)
        .extracting(incident -> incident.getString("kind"))
        .containsExactly("takeover", "alternation", "outage");
    assertThat(incidents.get(0).getString("from")).isEqualTo("PRI");
    assertThat(incidents.get(0).getString("to")).isEqualTo("SEC");
    assertThat(incidents.get(0).getJsonNumber("gapMs").doubleValue()).isEqualTo(400);
    assertThat(incidents.get(2).isNull("to")).isTrue();
    assertThat(summary.getJsonObject("longest")).isEqualTo(incidents.get(2));
  }

  private static JsonObject object(String line) {
    try (JsonReader reader = JsonProvider.provider().createReader(new StringReader(line))) {
      return reader.readObject();
    }
  }
}
