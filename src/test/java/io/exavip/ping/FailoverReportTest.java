package io.exavip.ping;

import static io.exavip.ping.Replies.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailoverReportTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          # probes          | incidents, from > to: gap in ms, lost, not sent
          5P                | none
          5.                | none
          5-                | none
          5P 3. 5S          | PRI > SEC: 400 3 0
          5P 5S             | PRI > SEC: 100 0 0
          5P 3. 5P          | PRI > PRI: 400 3 0
          5P . 5S 2. 5P     | PRI > SEC: 200 1 0; SEC > PRI: 300 2 0
          P S               | PRI > SEC: 100 0 0
          P . S . T         | PRI > SEC: 200 1 0; SEC > TER: 200 1 0
          3. 5P             | ? > PRI: 301 3 0
          5P 3.             | PRI > ?: 1299 3 0
          3. 5P 2.          | ? > PRI: 301 3 0; PRI > ?: 1199 2 0
          5P 3- 5P          | none
          5P 3- 5S          | PRI > SEC: 400 0 3
          5P . 3- . 5P      | PRI > PRI: 600 2 3
          5P 3- . 5P        | PRI > PRI: 500 1 3
          3- . P            | ? > PRI: 401 1 3
          """,
      delimiter = '|')
  void findsTakeoversAndOutages(String probes, String incidents) {
    assertThat(text(Replies.report(probes))).isEqualTo(incidents == null ? "" : incidents);
  }

  @Test
  void countsEveryProbe() {
    FailoverReport report = Replies.report("5P 3. 2- 4S 2.");

    assertThat(report.counts()).isEqualTo(new FailoverReport.Counts(9, 5, 2, 0));
    assertThat(report.counts().sent()).isEqualTo(14);
    assertThat(report.counts().lossPercent()).isBetween(35.7, 35.8);
    assertThat(report.servers()).isEqualTo(Map.of("PRI", 5L, "SEC", 4L));
    assertThat(report.losses()).isEqualTo(Map.of("timeout", 5L));
  }

  @Test
  void theReportOfNothingIsEmpty() {
    FailoverReport report = FailoverReport.of(List.of());

    assertThat(report.counts().sent()).isZero();
    assertThat(report.counts().lossPercent()).isZero();
    assertThat(report.time()).isEmpty();
    assertThat(report.latencies()).isEmpty();
    assertThat(report.incidents()).isEmpty();
  }

  @Test
  void theGapIsFromTheArrivalOfTheLastAnswerToTheArrivalOfTheFirst() {
    FailoverReport report =
        FailoverReport.of(List.of(Replies.answer("PRI", 0, 30), Replies.answer("SEC", 100, 5)));

    Interruption takeover = (Interruption) report.incidents().get(0);
    assertThat(takeover.gapNanos()).isEqualTo(75 * MILLI);
    assertThat(takeover.from()).isEqualTo(Replies.at(30 * MILLI));
    assertThat(takeover.to()).isEqualTo(Replies.at(105 * MILLI));
  }

  @Test
  void anAnswerThatComesLateDoesNotHideAnEarlierOneOfTheSameServer() {
    // The first probe after the outage hangs in a repeated connection attempt.
    FailoverReport report =
        FailoverReport.of(
            List.of(
                Replies.answer("PRI", 0, 1),
                Replies.answer("SEC", 100, 900),
                Replies.answer("SEC", 200, 1)));

    assertThat(text(report)).isEqualTo("PRI > SEC: 200 0 0");
  }

  @Test
  void answersOfBothServersThatOverlapLeaveNoGap() {
    FailoverReport report =
        FailoverReport.of(List.of(Replies.answer("PRI", 0, 300), Replies.answer("SEC", 100, 1)));

    assertThat(text(report)).isEqualTo("PRI > SEC: 0 0 0");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PSPSPSPSPSPSPSPS              | PRI/SEC x15
          50P S2P3SP2SPS 50P            | PRI/SEC x8
          50P SPSPSPS 50P . 50S         | PRI/SEC x8; PRI > SEC: 200 1 0
          50P S 50P                     | PRI > SEC: 100 0 0; SEC > PRI: 100 0 0
          50P 20S 20P 20S 20P 20S       | PRI > SEC: 100 0 0; SEC > PRI: 100 0 0; PRI > SEC: 100 0 0; SEC > PRI: 100 0 0; PRI > SEC: 100 0 0
          PSPSPSPSPSPSPSPS . SPSPSPSPS  | PRI/SEC x15; SEC > SEC: 200 1 0; PRI/SEC x8
          PSTPSTPSTPST                  | PRI/SEC/TER x11
          PSPSPSPSP 20S PSPS            | PRI/SEC x13
          """,
      delimiter = '|')
  void serversThatAnswerInTurnAreOneIncident(String probes, String incidents) {
    assertThat(text(Replies.report(probes))).isEqualTo(incidents);
  }

  @Test
  void whatIsMoreThanTheListHoldsIsCountedAndTheLongestIsKept() {
    FailoverReport report = Replies.report("30P . ".repeat(30) + "30P 20. 30P" + ". 30P");

    assertThat(report.incidents()).hasSize(Incidents.LISTED);
    assertThat(report.omitted()).isEqualTo(12);
    assertThat(report.longest().orElseThrow().lost()).isEqualTo(20);
  }

  @Test
  void theReportOfARunUnderWayDoesNotDisturbIt() {
    FailoverLog log = new FailoverLog();
    List<Reply> replies = Replies.of("5P 3. 5S PSPSPSPSPSPS 4. 3P 2.");

    for (int i = 0; i < replies.size(); i++) {
      log.add(replies.get(i));
      assertThat(log.report()).isEqualTo(FailoverReport.of(replies.subList(0, i + 1)));
    }
  }

  @Test
  void memoryStaysBoundedWhateverTheServersSay() {
    FailoverLog log = new FailoverLog();

    for (int i = 0; i < 3 * FailoverLog.MAX_SPANS; i++) {
      log.add(Replies.answer("answer " + i, i, 1));
    }

    FailoverReport report = log.report();
    assertThat(report.spans()).hasSizeLessThanOrEqualTo(FailoverLog.MAX_SPANS);
    assertThat(report.servers()).hasSizeLessThan(30);
    assertThat(report.servers().get(Tally.OTHERS)).isGreaterThan(FailoverLog.MAX_SPANS);
    assertThat(report.incidents()).hasSizeLessThanOrEqualTo(Incidents.LISTED);
  }

  @Test
  void probesThatEndAlikeAreOneSpan() {
    List<Long> slots = new ArrayList<>();
    Replies.report("9000P 3. 5S").spans().forEach(span -> slots.add(span.slots()));

    assertThat(slots).containsExactly(9000L, 3L, 5L);
  }

  private static String text(FailoverReport report) {
    return report.incidents().stream()
        .map(FailoverReportTest::text)
        .collect(Collectors.joining("; "));
  }

  private static String text(Incident incident) {
    if (incident instanceof Alternation alternation) {
      return String.join("/", alternation.servers()) + " x" + alternation.changes();
    }
    Interruption i = (Interruption) incident;
    return String.format(
        "%s > %s: %d %d %d",
        i.before().orElse("?"), i.after().orElse("?"), i.gapNanos() / MILLI, i.lost(), i.notSent());
  }
}
