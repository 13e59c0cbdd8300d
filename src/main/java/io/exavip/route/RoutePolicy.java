package io.exavip.route;

import io.exavip.health.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps what is known of a service's health to the routes wanted.
 *
 * @param routes for each verdict the wanted state of every route of the service
 */
public record RoutePolicy(Map<Verdict, List<Route>> routes) {
  /** Copies the map. */
  public RoutePolicy {
    routes = Map.copyOf(routes);
  }

  /**
   * The routes wanted under a verdict. The keys are the same under every verdict.
   *
   * @param verdict the verdict
   * @return the routes, announced or withdrawn
   */
  public List<Route> routes(Verdict verdict) {
    return routes.get(verdict);
  }

  /**
   * The keys of all routes of the service.
   *
   * @return the keys
   */
  public Set<RouteKey> keys() {
    return byKey(Verdict.UP).keySet();
  }

  /**
   * The withdrawal of every route, for the end of the program.
   *
   * @return the routes, all withdrawn
   */
  public List<Route> withdrawals() {
    return byKey(Verdict.UP).values().stream().map(Route::withdrawn).toList();
  }

  private Map<RouteKey, Route> byKey(Verdict verdict) {
    Map<RouteKey, Route> byKey = new LinkedHashMap<>();
    routes.get(verdict).forEach(route -> byKey.put(route.key(), route));
    return byKey;
  }
}
