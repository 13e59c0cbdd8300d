package io.exavip.monitor;

import io.exavip.route.Route;

/** Told of what happens to services, in the order in which it happens. */
@FunctionalInterface
public interface ServiceListener {
  /**
   * Something happened.
   *
   * @param event what
   */
  void onEvent(ServiceEvent event);

  /**
   * ExaBGP took a route of a service as it was decided.
   *
   * @param service the name of the service
   * @param route the route, announced or withdrawn
   * @param nanos the nanoseconds from the decision until it was taken
   */
  default void onTaken(String service, Route route, long nanos) {}
}
