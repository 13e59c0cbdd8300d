package io.exavip.ping;

import io.exavip.ping.FailoverReport.Time;
import java.time.Instant;
import java.util.List;

/**
 * The part of a run that is drawn: all incidents and a bit before and after, unless they are so far
 * apart that the longest gap would hardly be seen; then that one alone.
 *
 * @param from its beginning
 * @param to its end, after the beginning
 * @param whole whether it is all of the run
 */
record PictureWindow(Moment from, Moment to, boolean whole) {
  /** A gap is to take at least this part of the width. */
  private static final double LEAST_PART = 1.0 / 60;

  private static final double MARGIN = 0.4;
  private static final double MARGIN_ALONE = 1.5;
  private static final long MARGIN_PROBES = 12;

  /** The window of a run. */
  static PictureWindow of(FailoverReport report, long intervalNanos) {
    if (report.spans().isEmpty()) {
      Moment start = report.time().map(Time::from).orElse(new Moment(Instant.EPOCH, 0));
      return new PictureWindow(start, start.plus(intervalNanos), true);
    }
    Moment from = report.spans().get(0).firstStart();
    Moment to = report.time().orElseThrow().to();
    PictureWindow all = new PictureWindow(from, Moment.later(to, from.plus(intervalNanos)), true);
    List<Incident> incidents =
        report.incidents().stream().filter(i -> from.until(i.to()) > 0).toList();
    if (incidents.isEmpty()) {
      return all;
    }
    Moment first = incidents.get(0).from();
    Moment last = incidents.get(incidents.size() - 1).to();
    PictureWindow around = all.part(first, last, MARGIN, intervalNanos);
    return report
        .longest()
        .filter(gap -> gap.lost() > 0 && from.until(gap.to()) > 0)
        .filter(gap -> gap.gapNanos() < LEAST_PART * around.nanos())
        .map(gap -> all.part(gap.from(), gap.to(), MARGIN_ALONE, intervalNanos))
        .orElse(around);
  }

  long nanos() {
    return from.until(to);
  }

  private PictureWindow part(Moment first, Moment last, double margin, long intervalNanos) {
    long more = Math.max((long) (margin * first.until(last)), MARGIN_PROBES * intervalNanos);
    Moment start = Moment.later(from, first.plus(-more));
    Moment end = Moment.earlier(to, last.plus(more));
    return new PictureWindow(start, end, start.until(from) == 0 && end.until(to) == 0);
  }
}
