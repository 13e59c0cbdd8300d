package io.exavip.exabgp.api;

import io.exavip.route.Route;
import java.util.Collection;

/** Takes the routes wanted and sees to it that they become so. */
@FunctionalInterface
public interface RouteChannel {
  /** Told what ExaBGP says it took. */
  @FunctionalInterface
  interface TakenListener {
    /**
     * ExaBGP took a route as it is wanted; once for each time that it is wanted anew. Called on a
     * thread of the channel, and must not wait.
     *
     * @param route the route, announced or withdrawn
     * @param nanos the nanoseconds since it has been wanted so
     */
    void onTaken(Route route, long nanos);
  }

  /**
   * Sets who is told what ExaBGP took; nobody is by default, nor by a channel that cannot know.
   *
   * @param listener told from now on, in the place of the one before
   */
  default void onTaken(TakenListener listener) {}

  /**
   * Hands over the whole wanted state. Routes whose key is not among them are left as they are.
   *
   * @param routes the routes, announced or withdrawn; at most one for each key
   */
  void wanted(Collection<Route> routes);
}
