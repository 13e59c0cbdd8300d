package io.exavip.monitor;

/** Told of what happens to services, in the order in which it happens. */
@FunctionalInterface
public interface ServiceListener {
  /**
   * Something happened.
   *
   * @param event what
   */
  void onEvent(ServiceEvent event);
}
