package io.exavip.monitor;

import io.exavip.time.Timeline;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How long a service could not be probed. What is not known changes nothing; but not for ever, the
 * app may be long dead. Runs on the timeline.
 */
final class Silence {
  /** So long, or fall intervals where they take longer, nothing is concluded. */
  static final Duration LONGEST = Duration.ofMinutes(1);

  private final ServiceSpec spec;
  private final Unasked unasked;
  private final Timeline timeline;
  private final long longest;
  private OptionalLong since = OptionalLong.empty();

  Silence(ServiceSpec spec, Unasked unasked, Timeline timeline) {
    this.spec = spec;
    this.unasked = unasked;
    this.timeline = timeline;
    long falling = spec.thresholds().fall() * spec.schedule().interval().toNanos();
    this.longest = Math.max(LONGEST.toNanos(), falling);
  }

  /** The service has been probed. */
  void ends() {
    since = OptionalLong.empty();
  }

  /**
   * A probe could not be made.
   *
   * @param reason what was lacking
   * @return why it is down now; empty while nothing is concluded
   */
  Optional<String> goesOn(String reason) {
    unasked.add(spec.name(), reason);
    long now = timeline.nanos();
    since = OptionalLong.of(since.orElse(now));
    long nanos = now - since.getAsLong();
    return nanos < longest
        ? Optional.empty()
        : Optional.of("not probed for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s: " + reason);
  }
}
