package io.exavip.route;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * What makes two announcements the same route: a new one with an equal key replaces the old.
 *
 * @param prefix the prefix
 * @param neighbors the ExaBGP neighbours that get the route; empty: all
 * @param pathId the path identifier (RFC 7911), 0 to 4294967295; absent: none
 */
public record RouteKey(Prefix prefix, List<InetAddress> neighbors, OptionalLong pathId) {
  /** Copies the list. */
  public RouteKey {
    neighbors = List.copyOf(neighbors);
  }

  /**
   * Whether a peer may take the two for one route: the prefix is the same, some neighbour gets
   * both, and no path identifiers keep them apart.
   *
   * @param other another key
   * @return true if it may
   */
  public boolean overlaps(RouteKey other) {
    boolean apart = pathId.isPresent() && other.pathId.isPresent() && !pathId.equals(other.pathId);
    return prefix.equals(other.prefix)
        && !apart
        && (neighbors.isEmpty()
            || other.neighbors.isEmpty()
            || !Collections.disjoint(neighbors, other.neighbors));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteKey key
        && prefix.equals(key.prefix)
        && neighbors.equals(key.neighbors)
        && pathId.equals(key.pathId);
  }

  @Override
  public int hashCode() {
    return (prefix.hashCode() * 31 + neighbors.hashCode()) * 31 + pathId.hashCode();
  }
}
