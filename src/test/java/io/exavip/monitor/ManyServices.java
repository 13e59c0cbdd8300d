package io.exavip.monitor;

import io.exavip.health.Thresholds;
import io.exavip.health.Verdict;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.Require;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import io.exavip.route.RoutePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Services for tests, each with a prefix of its own; interval 1 s, fast interval 200 ms. */
final class ManyServices {
  private ManyServices() {}

  /** The service s0, s1, … */
  static ServiceSpec service(int number, List<TimedCheck> checks) {
    Prefix prefix = Prefix.parse("10.1." + number / 250 + "." + (number % 250 + 1) + "/32");
    RouteKey key = new RouteKey(prefix, List.of(), OptionalLong.empty());
    Route up = new Route(key, true, Optional.empty(), RouteAttributes.NONE);
    return new ServiceSpec(
        "s" + number,
        checks,
        Require.ALL,
        new ProbeIntervals(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(2),
            0,
            Duration.ofSeconds(5)),
        Thresholds.DEFAULT,
        Duration.ZERO,
        Optional.empty(),
        withdrawnUnlessUp(up));
  }

  /** The usual policy. */
  static RoutePolicy withdrawnUnlessUp(Route up) {
    return new RoutePolicy(
        Map.of(
            Verdict.UP, List.of(up),
            Verdict.DOWN, List.of(up.withdrawn()),
            Verdict.DISABLED, List.of(up.withdrawn())));
  }
}
