package io.exavip.ping;

import io.exavip.ping.FailoverReport.Counts;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes each probe and the report as one JSON object a line. The keys are stable: time, event
 * (probe, not-sent, summary), and those of each event.
 */
final class PingJson {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx", Locale.ROOT);

  private final ZoneId zone;

  PingJson(ZoneId zone) {
    this.zone = zone;
  }

  /** A probe, or probes that were not sent. */
  String line(Reply reply) {
    if (reply.kind() == Reply.Kind.NOT_SENT) {
      return event(reply.start(), "not-sent")
          .add("count", reply.slots())
          .add("reason", reply.text())
          .build()
          .toString();
    }
    boolean answered = reply.kind() == Reply.Kind.ANSWER;
    JsonObjectBuilder probe = event(reply.start(), "probe").add("answered", answered);
    put(probe, "server", answered ? Optional.of(reply.text()) : Optional.empty());
    if (reply.status() > 0) {
      probe.add("status", reply.status());
    } else {
      probe.addNull("status");
    }
    return probe
        .add("reason", answered ? "HTTP " + reply.status() : reply.text())
        .add("tookMs", millis(reply.tookNanos()))
        .build()
        .toString();
  }

  /** The report; its time is the present. */
  String line(PingPlan plan, FailoverReport report, Moment now) {
    Counts counts = report.counts();
    JsonObjectBuilder summary =
        event(now, "summary")
            .add("url", plan.url().toString())
            .add("sent", counts.sent())
            .add("answered", counts.answered())
            .add("lost", counts.lost())
            .add("lossPercent", decimal(counts.lossPercent()))
            .add("notSent", counts.notSent())
            .add("underWay", counts.underWay());
    report
        .latencies()
        .ifPresentOrElse(
            l -> summary.add("latencyMs", latency(l)), () -> summary.addNull("latencyMs"));
    JsonArrayBuilder incidents = JSON.createArrayBuilder();
    report.incidents().forEach(incident -> incidents.add(object(incident)));
    summary
        .add("servers", object(report.servers()))
        .add("losses", object(report.losses()))
        .add("incidents", incidents)
        .add("omitted", report.omitted());
    report
        .longest()
        .ifPresentOrElse(
            longest -> summary.add("longest", object(longest)), () -> summary.addNull("longest"));
    return summary.build().toString();
  }

  private JsonObjectBuilder object(Incident incident) {
    return incident instanceof Alternation alternation
        ? alternation(alternation)
        : interruption((Interruption) incident);
  }

  private JsonObjectBuilder interruption(Interruption incident) {
    JsonObjectBuilder object =
        JSON.createObjectBuilder().add("kind", incident.isTakeover() ? "takeover" : "outage");
    put(object, "from", incident.before());
    put(object, "to", incident.after());
    return object
        .add("last", time(incident.from()))
        .add("first", time(incident.to()))
        .add("gapMs", millis(incident.gapNanos()))
        .add("lost", incident.lost())
        .add("notSent", incident.notSent());
  }

  private JsonObjectBuilder alternation(Alternation alternation) {
    JsonArrayBuilder servers = JSON.createArrayBuilder();
    alternation.servers().forEach(servers::add);
    return JSON.createObjectBuilder()
        .add("kind", "alternation")
        .add("servers", servers)
        .add("last", time(alternation.from()))
        .add("first", time(alternation.to()))
        .add("changes", alternation.changes());
  }

  private static JsonObjectBuilder latency(Latencies latencies) {
    return JSON.createObjectBuilder()
        .add("min", millis(latencies.min()))
        .add("p50", millis(latencies.p50()))
        .add("p90", millis(latencies.p90()))
        .add("p99", millis(latencies.p99()))
        .add("max", millis(latencies.max()));
  }

  private static JsonObjectBuilder object(Map<String, Long> counts) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    counts.forEach(object::add);
    return object;
  }

  private JsonObjectBuilder event(Moment moment, String event) {
    return JSON.createObjectBuilder().add("time", time(moment)).add("event", event);
  }

  private String time(Moment moment) {
    return TIME.format(moment.time().atZone(zone));
  }

  private static void put(JsonObjectBuilder object, String key, Optional<String> value) {
    value.ifPresentOrElse(text -> object.add(key, text), () -> object.addNull(key));
  }

  private static BigDecimal millis(long nanos) {
    return decimal(nanos / 1e6);
  }

  private static BigDecimal decimal(double value) {
    return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
  }
}
