package io.exavip.monitor;

import io.exavip.health.Thresholds;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.Require;
import io.exavip.route.RoutePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that is to be known of one service.
 *
 * @param name the name in logs, unique
 * @param checks at least one check with its deadline
 * @param require how several checks count together
 * @param schedule when probes start
 * @param thresholds rise and fall
 * @param holdDown how long a withdrawn route is not announced again; zero: no time
 * @param disableFile the service is disabled while this file exists
 * @param policy the routes wanted under each verdict
 */
public record ServiceSpec(
    String name,
    List<TimedCheck> checks,
    Require require,
    ProbeIntervals schedule,
    Thresholds thresholds,
    Duration holdDown,
    Optional<Path> disableFile,
    RoutePolicy policy) {
  /** Copies the list. */
  public ServiceSpec {
    checks = List.copyOf(checks);
  }

  /** The longest of the deadlines of its checks, in nanoseconds. */
  long longestTimeout() {
    return checks.stream().mapToLong(check -> check.timeout().toNanos()).max().orElse(0);
  }
}
