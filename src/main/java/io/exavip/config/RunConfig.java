package io.exavip.config;

import io.exavip.monitor.ServiceSpec;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that {@code exavip run} is told.
 *
 * @param services at least one service; no two announce the same route
 * @param process what concerns all of them
 */
public record RunConfig(List<ServiceSpec> services, Process process) {

  /**
   * What concerns the whole process.
   *
   * @param withdrawOnExit whether the routes are withdrawn at SIGTERM, default true
   * @param reannounce how often the wanted state is written again; zero, the default: never
   */
  public record Process(boolean withdrawOnExit, Duration reannounce) {
    private static final Duration MAX_REANNOUNCE = Duration.ofHours(24);

    /**
     * Reads the settings of the process.
     *
     * @param onExit what happens to the routes at SIGTERM
     * @param reannounce a time of 1 s to 24 h, or 0
     * @return the settings; the default where one is absent
     * @throws ConfigException if a value is anything else
     */
    public static Process read(Optional<OnExit> onExit, Optional<Raw> reannounce) {
      Duration again =
          reannounce
              .map(raw -> Values.duration(raw, Duration.ZERO, MAX_REANNOUNCE))
              .orElse(Duration.ZERO);
      if (!again.isZero() && again.toSeconds() < 1) {
        throw reannounce.orElseThrow().fault("too often", "0, or 1s to 24h");
      }
      return new Process(onExit.orElse(OnExit.WITHDRAW) == OnExit.WITHDRAW, again);
    }
  }

  /**
   * Two services that want the same route.
   *
   * @param first the one that is written first
   * @param second the other
   * @param prefix what both announce
   */
  record Conflict(ServiceSpec first, ServiceSpec second, Prefix prefix) {
    String problem() {
      return second.name() + " announces " + prefix + ", which " + first.name() + " announces, too";
    }
  }

  /** Copies the list. */
  public RunConfig {
    services = List.copyOf(services);
  }

  /** The first two services that want the same route. */
  static Optional<Conflict> conflict(List<ServiceSpec> services) {
    Map<Prefix, List<Claim>> claims = new HashMap<>();
    for (ServiceSpec service : services) {
      for (RouteKey key : service.policy().keys()) {
        Claim claim = new Claim(service, key);
        List<Claim> others = claims.computeIfAbsent(key.prefix(), prefix -> new ArrayList<>());
        Optional<Claim> other = others.stream().filter(claim::contests).findFirst();
        if (other.isPresent()) {
          return Optional.of(new Conflict(other.get().service(), service, key.prefix()));
        }
        others.add(claim);
      }
    }
    return Optional.empty();
  }

  /** A service wants a route. */
  private record Claim(ServiceSpec service, RouteKey route) {
    /** Whether another service wants the same; both want the same prefix. */
    boolean contests(Claim other) {
      return service != other.service
          && route.pathId().equals(other.route.pathId())
          && (route.neighbors().isEmpty()
              || other.route.neighbors().isEmpty()
              || !Collections.disjoint(route.neighbors(), other.route.neighbors()));
    }
  }
}
