package io.exavip.ping;

import io.exavip.ping.FailoverReport.Counts;
import io.exavip.ping.Reply.Kind;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws a run as SVG: time across, a row for each server and one for lost probes, and the gaps with
 * their length. Needs no font, script or style sheet of its own, and brings its own background.
 */
final class FailoverPicture {
  private static final double WIDTH = 960;
  private static final double LEFT = 136;
  private static final double RIGHT = WIDTH - 32;
  private static final double HEAD_HEIGHT = 92;
  private static final double GAPS_HEIGHT = 56;
  private static final double ROW = 46;
  private static final double BAR_HEIGHT = 24;
  private static final int MAX_TICKS = 9;
  private static final int MAX_SERVERS = 6;
  private static final int LABEL_LENGTH = 12;
  private static final int URL_LENGTH = 64;
  private static final String FONT =
      "system-ui,-apple-system,'Segoe UI',Roboto,'DejaVu Sans',Helvetica,Arial,sans-serif";
  private static final String INK = "#1f2933";
  private static final String GREY = "#66727f";
  private static final String RED = "#d4351c";
  private static final String[] COLOURS = {
    "#2563c9", "#0f8f7e", "#8250c4", "#b7791f", "#5b6b1f", "#2b8fb8"
  };

  private final Svg svg = new Svg();
  private final PingPlan plan;
  private final FailoverReport report;
  private final ZoneId zone;
  private final PictureWindow window;
  private final Map<String, PictureRow> servers = new LinkedHashMap<>();
  private final PictureRow lost;
  private final List<Interruption> gaps;
  private final double rowsTop;

  private FailoverPicture(PingPlan plan, FailoverReport report, ZoneId zone) {
    this.plan = plan;
    this.report = report;
    this.zone = zone;
    this.window = PictureWindow.of(report, plan.interval().toNanos());
    this.lost = new PictureRow(LEFT, RIGHT, this::x);
    report.spans().forEach(this::add);
    servers.values().removeIf(PictureRow::isEmpty);
    this.gaps = visible();
    this.rowsTop = HEAD_HEIGHT + (gaps.isEmpty() ? 0 : GAPS_HEIGHT);
  }

  /**
   * Draws a run.
   *
   * @param plan what was probed
   * @param report what became of it
   * @param zone for the times of day
   * @return an SVG document
   */
  static String draw(PingPlan plan, FailoverReport report, ZoneId zone) {
    return new FailoverPicture(plan, report, zone).draw();
  }

  private void add(Span span) {
    if (span.kind() == Kind.LOST) {
      lost.add(span.firstStart(), span.lastStart(), span.slots());
    } else if (span.kind() == Kind.ANSWER) {
      boolean room = servers.containsKey(span.server()) || servers.size() < MAX_SERVERS;
      servers
          .computeIfAbsent(
              room ? span.server() : Tally.OTHERS, name -> new PictureRow(LEFT, RIGHT, this::x))
          .add(span.firstEnd(), span.lastEnd(), span.slots());
    }
  }

  private String draw() {
    boolean hasLost = !lost.isEmpty();
    int rows = Math.max(1, servers.size() + (hasLost ? 1 : 0));
    double bottom = rowsTop + rows * ROW;
    double height = bottom + 66;
    svg.open(
        "svg",
        String.format(
            Locale.ROOT,
            "xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\""
                + " viewBox=\"0 0 %1$.0f %2$.0f\" role=\"img\" font-family=\"%3$s\"",
            WIDTH,
            height,
            FONT));
    svg.text("title", "", "Who answered at " + plan.url());
    svg.element(
        "rect",
        "x=\"0.5\" y=\"0.5\" "
            + Svg.at("width", WIDTH - 1)
            + Svg.at("height", height - 1)
            + "rx=\"10\" fill=\"#ffffff\" stroke=\"#d5dbe1\"");
    head();
    axis(bottom);
    rows(hasLost);
    new PictureGaps(svg, LEFT, RIGHT, this::x, rowsTop, bottom).draw(gaps);
    text(LEFT, bottom + 50, 12, GREY, "start", foot());
    return svg.close("svg").toString();
  }

  private List<Interruption> visible() {
    List<Interruption> all = new ArrayList<>();
    report.incidents().stream()
        .filter(Interruption.class::isInstance)
        .map(Interruption.class::cast)
        .forEach(all::add);
    report.longest().filter(longest -> !all.contains(longest)).ifPresent(all::add);
    all.removeIf(i -> i.to().until(window.from()) > 0 || window.to().until(i.from()) > 0);
    return all;
  }

  private void head() {
    String url = shortened(plan.url().toString(), URL_LENGTH);
    svg.text(
        "text", "x=\"32\" y=\"40\" font-size=\"19\" font-weight=\"600\" fill=\"" + INK + "\"", url);
    text(32, 64, 14, GREY, "start", subtitle());
  }

  private String subtitle() {
    Counts counts = report.counts();
    String losses =
        counts.lost() == 0
            ? counts.sent() + " probes, none lost"
            : counts.lost() + " of " + counts.sent() + " probes lost (" + counts.lossText() + ")";
    String longest =
        report
            .longest()
            .map(gap -> " · longest gap " + PictureGaps.length(gap.gapNanos()))
            .orElse("");
    String turns =
        report.incidents().stream().anyMatch(Alternation.class::isInstance)
            ? " · servers answer in turn: equal paths?"
            : "";
    return losses + longest + turns;
  }

  private String foot() {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd, 'UTC'xxx", Locale.ROOT);
    String part = window.whole() ? "" : " · a part of the run";
    return format.format(window.from().time().atZone(zone))
        + " · a probe every "
        + PictureGaps.length(plan.interval().toNanos())
        + part;
  }

  private void axis(double bottom) {
    for (TimeAxis.Tick tick :
        TimeAxis.ticks(window.from().time(), window.nanos(), MAX_TICKS, zone)) {
      double x = x(window.from().plus(tick.nanos()));
      line(x, rowsTop, x, bottom + 5, "#e4e8ec");
      if (x < RIGHT - 14) {
        text(x, bottom + 21, 12, GREY, "middle", tick.label());
      }
    }
    line(LEFT, bottom, RIGHT, bottom, "#b6c0ca");
  }

  private void rows(boolean hasLost) {
    double top = rowsTop;
    int number = 0;
    for (Map.Entry<String, PictureRow> row : servers.entrySet()) {
      row(row.getKey(), row.getValue(), top, COLOURS[number++ % COLOURS.length]);
      top += ROW;
    }
    if (hasLost) {
      row("no answer", lost, top, RED);
    } else if (servers.isEmpty()) {
      text(LEFT, top + ROW / 2 + 5, 14, GREY, "start", "no probe was sent");
    }
  }

  private void row(String name, PictureRow row, double top, String colour) {
    double barTop = top + (ROW - BAR_HEIGHT) / 2;
    svg.element(
        "rect",
        Svg.at("x", LEFT)
            + Svg.at("y", barTop)
            + Svg.at("width", RIGHT - LEFT)
            + Svg.at("height", BAR_HEIGHT)
            + "rx=\"3\" fill=\"#8b98a5\" fill-opacity=\"0.10\"");
    svg.element("path", "fill=\"" + colour + "\" d=\"" + row.path(barTop, BAR_HEIGHT) + "\"");
    svg.text(
        "text",
        Svg.at("x", LEFT - 14)
            + Svg.at("y", top + ROW / 2 + 5)
            + "font-size=\"15\" font-weight=\"600\" text-anchor=\"end\" fill=\""
            + colour
            + "\"",
        shortened(name, LABEL_LENGTH));
  }

  private void text(double x, double y, int size, String colour, String anchor, String content) {
    svg.text(
        "text",
        Svg.at("x", x)
            + Svg.at("y", y)
            + "font-size=\""
            + size
            + "\" fill=\""
            + colour
            + "\" text-anchor=\""
            + anchor
            + "\"",
        content);
  }

  private void line(double x1, double y1, double x2, double y2, String colour) {
    svg.element(
        "line",
        Svg.at("x1", x1)
            + Svg.at("y1", y1)
            + Svg.at("x2", x2)
            + Svg.at("y2", y2)
            + "stroke=\""
            + colour
            + "\"");
  }

  private double x(Moment moment) {
    return LEFT + (RIGHT - LEFT) * window.from().until(moment) / window.nanos();
  }

  private static String shortened(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "…";
  }
}
