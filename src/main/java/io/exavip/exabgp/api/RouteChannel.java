package io.exavip.exabgp.api;

import io.exavip.route.Route;
import java.util.Collection;

/** Takes the routes wanted and sees to it that they become so. */
@FunctionalInterface
public interface RouteChannel {
  /**
   * Hands over the whole wanted state. Routes whose key is not among them are left as they are.
   *
   * @param routes the routes, announced or withdrawn; at most one for each key
   */
  void wanted(Collection<Route> routes);
}
