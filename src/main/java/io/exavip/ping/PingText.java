package io.exavip.ping;

import io.exavip.ping.FailoverReport.Counts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes probes and the report for people. */
final class PingText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss,SSSSSSSSSxxx", Locale.ROOT);

  private final ZoneId zone;

  PingText(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * A probe as {@code echo "$(date -Ins) + $(curl -s URL)"} prints it: when it was started, and who
   * answered; nothing behind the sign if it is lost.
   */
  String line(Reply reply) {
    String server = reply.kind() == Reply.Kind.ANSWER ? reply.text() : "";
    return time(reply.start().time()) + " + " + server;
  }

  /** The report: incidents first, then the numbers. */
  List<String> lines(PingPlan plan, FailoverReport report) {
    List<String> lines = new ArrayList<>();
    report.incidents().forEach(incident -> lines.addAll(lines(incident)));
    if (report.omitted() > 0) {
      String longest =
          report.longest().map(i -> "; the longest gap of all: " + millis(i.gapNanos())).orElse("");
      lines.add(report.omitted() + " more of these" + longest);
    }
    if (report.incidents().isEmpty() && report.counts().answered() > 0) {
      lines.add("no takeover, no outage");
    }
    lines.add(counts(plan, report));
    addCounts(lines, "answers", report.servers());
    addCounts(lines, "lost", report.losses());
    report
        .latencies()
        .ifPresent(
            l ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "latency: min %s, p50 %s, p90 %s, p99 %s, max %s",
                        millis(l.min()),
                        millis(l.p50()),
                        millis(l.p90()),
                        millis(l.p99()),
                        millis(l.max()))));
    return lines;
  }

  private static String counts(PingPlan plan, FailoverReport report) {
    Counts counts = report.counts();
    StringBuilder line = new StringBuilder();
    line.append(plan.url()).append(": ").append(probes(counts.sent())).append(" sent");
    report.time().ifPresent(t -> line.append(" in ").append(seconds(t.from().until(t.to()))));
    line.append(", ").append(counts.lost()).append(" lost (").append(counts.lossText()).append(")");
    if (counts.notSent() > 0) {
      line.append(", ").append(counts.notSent()).append(" not sent");
    }
    if (counts.underWay() > 0) {
      line.append(", ").append(counts.underWay()).append(" still under way");
    }
    return line.toString();
  }

  private static void addCounts(List<String> lines, String title, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      lines.add(
          title
              + ": "
              + counts.entrySet().stream()
                  .map(entry -> entry.getKey() + " " + entry.getValue())
                  .collect(Collectors.joining(", ")));
    }
  }

  private List<String> lines(Incident incident) {
    if (incident instanceof Alternation alternation) {
      return List.of(
          String.join(", ", alternation.servers())
              + " answer in turn: "
              + alternation.changes()
              + " changes in "
              + seconds(alternation.from().until(alternation.to()))
              + ", none with a loss: equal paths?",
          "  first change " + time(alternation.from().time()),
          "  last change  " + time(alternation.to().time()));
    }
    return lines((Interruption) incident);
  }

  private List<String> lines(Interruption interruption) {
    List<String> lines = new ArrayList<>();
    String before = interruption.before().orElse("");
    String after = interruption.after().orElse("");
    StringBuilder title = new StringBuilder();
    if (before.isEmpty()) {
      title.append("no answer at first");
    } else if (interruption.isTakeover()) {
      title.append("takeover ").append(before).append(" -> ").append(after);
    } else {
      title.append("outage of ").append(before).append(after.isEmpty() ? " to the end" : "");
    }
    title.append(": gap ").append(millis(interruption.gapNanos()));
    title.append(", ").append(probes(interruption.lost())).append(" lost");
    if (interruption.notSent() > 0) {
      title.append(", ").append(interruption.notSent()).append(" not sent");
    }
    lines.add(title.toString());
    String from = before.isEmpty() ? "since" : "last " + before;
    String to = after.isEmpty() ? "until" : "first " + after;
    String row = "  %-" + Math.max(from.length(), to.length()) + "s %s";
    lines.add(String.format(row, from, time(interruption.from())));
    lines.add(String.format(row, to, time(interruption.to())));
    return lines;
  }

  private String time(Moment moment) {
    return time(moment.time());
  }

  private String time(Instant time) {
    return TIME.format(time.atZone(zone));
  }

  private static String probes(long count) {
    return count == 1 ? "1 probe" : count + " probes";
  }

  /** Such as 412.3 ms. */
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", Duration.ofNanos(nanos).toMillis() / 1e3);
  }
}
