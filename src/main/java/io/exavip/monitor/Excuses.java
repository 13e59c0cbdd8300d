package io.exavip.monitor;

import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import java.time.Duration;
import java.util.List;

/**
 * Which timeouts of a service do not count, since the machine is busy with more probes than it can
 * carry: those of a service that was well, or was started, not long ago. So a hang is masked for
 * {@link #LONGEST} at most. Runs on the timeline.
 */
final class Excuses {
  /** So long after the last outcome that counted a timeout counts in any case. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private final ProbeWindow window;
  private final long shortest; // of the timeouts
  private long heardAt;

  /**
   * Has nothing to excuse.
   *
   * @param checks the checks of the service
   * @param window told of what is late
   */
  Excuses(List<TimedCheck> checks, ProbeWindow window) {
    this.window = window;
    this.shortest =
        checks.stream().mapToLong(check -> check.timeout().toNanos()).min().orElse(Long.MAX_VALUE);
  }

  /** The service is started. */
  void start(long now) {
    heardAt = now;
  }

  /**
   * What an outcome counts as.
   *
   * @param result the outcome
   * @param took how long the probe took, in nanoseconds
   * @param now the present time
   * @return the same; or that the service could not be asked
   */
  ProbeResult judge(ProbeResult result, long took, long now) {
    window.ended(took > shortest / 2, now);
    if (!result.isAsked()) {
      return result;
    }
    if (result.healthy() || took < shortest) {
      heardAt = now;
      return result;
    }
    return window.isCongested() && now - heardAt < LONGEST.toNanos()
        ? ProbeResult.notAsked("no processor time left: " + result.reason())
        : result;
  }
}
