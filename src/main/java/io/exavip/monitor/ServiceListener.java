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

  /**
   * This listener and another behind it.
   *
   * @param next told of the same
   * @return tells both
   */
  default ServiceListener andThen(ServiceListener next) {
    ServiceListener first = this;
    return new ServiceListener() {
      @Override
      public void onEvent(ServiceEvent event) {
        first.onEvent(event);
        next.onEvent(event);
      }

      @Override
      public void onTaken(String service, Route route, long nanos) {
        first.onTaken(service, route, nanos);
        next.onTaken(service, route, nanos);
      }
    };
  }
}
