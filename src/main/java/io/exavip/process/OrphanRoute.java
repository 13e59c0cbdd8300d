package io.exavip.process;

import io.exavip.route.RouteKey;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is to become of a route that a predecessor may have announced, beside those that are
 * configured now. To withdraw what is configured, be it in part, would take a healthy route away.
 *
 * @param withdraw the route to withdraw, the neighbors that have it by right left out
 * @param doubtful whether a part may stand that cannot be withdrawn alone
 */
record OrphanRoute(Optional<RouteKey> withdraw, boolean doubtful) {
  private static final OrphanRoute NOTHING = new OrphanRoute(Optional.empty(), false);
  private static final OrphanRoute DOUBT = new OrphanRoute(Optional.empty(), true);

  /**
   * Works it out.
   *
   * @param old the route
   * @param configured the routes of this process now
   * @param others the routes of the other exavip processes that live
   */
  static OrphanRoute of(
      RouteKey old, Collection<RouteKey> configured, Collection<RouteKey> others) {
    List<InetAddress> neighbors = new ArrayList<>(old.neighbors());
    for (RouteKey key : configured) {
      if (!old.overlaps(key)) {
        continue;
      }
      if (!old.pathId().equals(key.pathId())) {
        return DOUBT; // one of the two is sent without its identifier
      }
      if (key.neighbors().isEmpty()) {
        return NOTHING;
      }
      if (old.neighbors().isEmpty()) {
        return DOUBT; // the neighbors but those of the key are not known here
      }
      neighbors.removeAll(key.neighbors());
      if (neighbors.isEmpty()) {
        return NOTHING;
      }
    }
    RouteKey rest = new RouteKey(old.prefix(), neighbors, old.pathId());
    return others.stream().anyMatch(key -> rest.overlaps(key))
        ? NOTHING
        : new OrphanRoute(Optional.of(rest), false);
  }
}
