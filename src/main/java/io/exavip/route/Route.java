package io.exavip.route;

import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * A route, wanted announced or wanted withdrawn.
 *
 * @param key prefix, neighbours and path identifier
 * @param announced true if peers shall have the route, false if they shall not
 * @param nextHop the next hop; absent: {@code self}, the local address of the session
 * @param attributes the BGP attributes; a withdrawn route has those of the announcement it takes
 *     back: ExaBGP 4.2 and 5.0 may reorder commands of one prefix whose attributes differ
 */
public record Route(
    RouteKey key, boolean announced, Optional<InetAddress> nextHop, RouteAttributes attributes) {

  /**
   * The same route, wanted withdrawn.
   *
   * @return the withdrawn route
   */
  public Route withdrawn() {
    return new Route(key, false, nextHop, attributes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Route route
        && announced == route.announced
        && key.equals(route.key)
        && nextHop.equals(route.nextHop)
        && attributes.equals(route.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(key, announced, nextHop, attributes);
  }
}
