package io.exavip.route;

import java.net.InetAddress;
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
