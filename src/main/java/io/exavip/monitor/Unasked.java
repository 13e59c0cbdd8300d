package io.exavip.monitor;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Probes that cannot be made since the machine lacks something. Says so once for all services, and
 * when it is over. Runs on the timeline.
 */
final class Unasked {
  /** It is over when for so long no probe was in want: services may take it from one another. */
  static final Duration QUIET = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger("exavip.shortage");

  private final Timeline timeline;
  private final Set<String> told = new HashSet<>();
  private long last;

  Unasked(Timeline timeline) {
    this.timeline = timeline;
  }

  /**
   * A probe could not be made.
   *
   * @param service whose it was
   * @param reason what was lacking
   */
  void add(String service, String reason) {
    last = timeline.nanos();
    if (told.isEmpty()) {
      timeline.after(QUIET.toNanos(), this::look);
    }
    if (told.add(reason)) {
      LOG.warnf(
          "%s, perhaps others: cannot be probed: %s; nothing is concluded from that, for %d s at most",
          service, reason, Silence.LONGEST.toSeconds());
    }
  }

  private void look() {
    long left = QUIET.toNanos() - (timeline.nanos() - last);
    if (left > 0) {
      timeline.after(left, this::look);
    } else {
      told.clear();
      LOG.info("all services can be probed again");
    }
  }
}
