package io.exavip.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FailoverPictureTest {
  private static final int MANY = 100_000;
  private static final int SMALL = 60_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "P",
        ".",
        "-",
        "5P",
        "5.",
        "20P 4. 20S",
        ". P .",
        "PSPSPSPSPS",
        "40P . 40P . 9T"
      })
  void everyRunMakesWellFormedXmlWithoutScript(String probes) throws Exception {
    Document picture = picture(probes);

    assertThat(picture.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(picture.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void thereIsARowForEachServerAndOneForLostProbes() throws Exception {
    assertThat(texts(picture("20P 4. 20S 3. 20T"))).contains("PRI", "SEC", "TER", "no answer");
    assertThat(texts(picture("20P 20S"))).doesNotContain("no answer");
  }

  @Test
  void aTakeoverIsMarkedWithItsGap() throws Exception {
    assertThat(texts(picture("20P 4. 20S"))).contains("500 ms", "PRI → SEC");
  }

  @Test
  void anOutageIsMarkedWithItsGap() throws Exception {
    assertThat(texts(picture("20P 4. 20P"))).contains("500 ms", "outage of PRI");
  }

  @Test
  void aNameIsText() throws Exception {
    FailoverReport report =
        FailoverReport.of(List.of(Replies.answer("<b>&\"'", 0, 1), Replies.answer("a]]>", 9, 1)));

    assertThat(texts(parsed(FailoverPicture.draw(PingLinesTest.PLAN, report, ZoneOffset.UTC))))
        .contains("<b>&\"'", "a]]>");
  }

  @Test
  void manyProbesMakeASmallFile() {
    assertThat(draw(MANY + "P 50. " + MANY + "S")).hasSizeLessThan(SMALL);
    assertThat(draw("PS".repeat(MANY))).hasSizeLessThan(SMALL);
    assertThat(draw("P.S..".repeat(MANY))).hasSizeLessThan(SMALL);
  }

  @Test
  void aLongRunIsDrawnFromABitBeforeToABitAfterTheIncidents() {
    FailoverReport report = Replies.report(MANY + "P 5. 100S 5. " + MANY + "P");

    PictureWindow window = PictureWindow.of(report, Replies.INTERVAL);

    long begin = MANY * Replies.INTERVAL;
    assertThat(window.from().until(Replies.at(begin))).isBetween(0L, 50 * Replies.INTERVAL);
    assertThat(Replies.at(begin + 110 * Replies.INTERVAL).until(window.to()))
        .isBetween(0L, 50 * Replies.INTERVAL);
    assertThat(window.whole()).isFalse();
  }

  @Test
  void incidentsFarApartLeaveTheLongestAlone() {
    FailoverReport report = Replies.report("100P 5. " + MANY + "S 9. 100P");

    PictureWindow window = PictureWindow.of(report, Replies.INTERVAL);

    assertThat(window.nanos()).isLessThan(60 * Replies.INTERVAL);
    assertThat(texts(draw("100P 5. " + MANY + "S 9. 100P"))).contains("1000 ms", "SEC → PRI");
  }

  @Test
  void aRunWithoutIncidentsIsDrawnAsAWhole() {
    PictureWindow window = PictureWindow.of(Replies.report("50P"), Replies.INTERVAL);

    assertThat(window.whole()).isTrue();
    assertThat(window.from()).isEqualTo(Replies.at(0));
  }

  @Test
  void ticksAreRoundTimesOfDay() {
    Instant from = Instant.parse("2021-11-22T14:51:42.130Z");

    assertThat(labels(from, 2_000_000_000L))
        .containsExactly("14:51:42.5", "14:51:43.0", "14:51:43.5", "14:51:44.0");
    assertThat(labels(from, 20_000_000_000L))
        .containsExactly("14:51:45", "14:51:50", "14:51:55", "14:52:00");
    assertThat(labels(from, 28_000_000L))
        .containsExactly("14:51:42.13", "14:51:42.14", "14:51:42.15");
    assertThat(labels(from, 40L * 24 * 3_600_000_000_000L)).hasSizeLessThanOrEqualTo(5);
  }

  private static List<String> labels(Instant from, long nanos) {
    return TimeAxis.ticks(from, nanos, 4, ZoneOffset.UTC).stream()
        .map(TimeAxis.Tick::label)
        .toList();
  }

  private static String draw(String probes) {
    return FailoverPicture.draw(PingLinesTest.PLAN, Replies.report(probes), ZoneOffset.UTC);
  }

  private static Document picture(String probes) throws Exception {
    return parsed(draw(probes));
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> texts(String svg) {
    try {
      return texts(parsed(svg));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> texts(Document picture) {
    NodeList elements = picture.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(((Element) elements.item(i)).getTextContent());
    }
    return texts;
  }
}
