package io.exavip.ping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * All that a run of probes has shown.
 *
 * @param counts how many probes ended how
 * @param time from the start of the first probe to the last outcome; empty without probes
 * @param latencies of the answers; empty without answers
 * @param servers how many answers came from whom, in the order of their appearance
 * @param losses how many probes were lost for which reason
 * @param incidents takeovers, outages and alternations in the order of time, the first of them
 * @param omitted how many incidents followed
 * @param longest the longest interruption, listed or not
 * @param spans the latest spans, for the picture
 */
public record FailoverReport(
    Counts counts,
    Optional<Time> time,
    Optional<Latencies> latencies,
    Map<String, Long> servers,
    Map<String, Long> losses,
    List<Incident> incidents,
    long omitted,
    Optional<Interruption> longest,
    List<Span> spans) {

  /**
   * How many probes ended how.
   *
   * @param answered with a 2xx answer in time
   * @param lost without
   * @param notSent due, but not sent: the program stood still, or its system gave no socket
   * @param underWay sent, their outcome not waited for at the end
   */
  public record Counts(long answered, long lost, long notSent, long underWay) {
    /**
     * How many were sent.
     *
     * @return the sum of those answered, lost and under way
     */
    public long sent() {
      return answered + lost + underWay;
    }

    /**
     * The loss.
     *
     * @return 0 to 100, of the probes that have an outcome; 0 where none has
     */
    public double lossPercent() {
      return lost == 0 ? 0 : 100.0 * lost / (answered + lost);
    }

    /** The loss for people: a loss that is tiny is not written as none. */
    String lossText() {
      double percent = lossPercent();
      return String.format(
          Locale.ROOT, percent > 0 && percent < 1 ? "%.3f %%" : "%.1f %%", percent);
    }
  }

  /**
   * The time of the run.
   *
   * @param from the start of the first probe
   * @param to the last outcome
   */
  public record Time(Moment from, Moment to) {}

  /** Copies lists and maps. */
  public FailoverReport {
    servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    losses = Collections.unmodifiableMap(new LinkedHashMap<>(losses));
    incidents = List.copyOf(incidents);
    spans = List.copyOf(spans);
  }

  /**
   * Makes the report of a run.
   *
   * @param replies what became of the probes, in the order of their starts
   * @return the report
   */
  public static FailoverReport of(List<Reply> replies) {
    FailoverLog log = new FailoverLog();
    replies.forEach(log::add);
    return log.report();
  }
}
