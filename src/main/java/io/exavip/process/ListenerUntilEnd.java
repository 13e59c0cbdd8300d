package io.exavip.process;

import io.exavip.monitor.ServiceEvent;
import io.exavip.monitor.ServiceListener;
import io.exavip.route.Route;

/**
 * Tells nothing of health once the program is to end: what ends with it is no failure.
 *
 * @param listener who is told
 * @param end the request to end
 */
record ListenerUntilEnd(ServiceListener listener, ShutdownRequest end) implements ServiceListener {
  @Override
  public void onEvent(ServiceEvent event) {
    if (!end.isRequested()) {
      listener.onEvent(event);
    }
  }

  @Override
  public void onTaken(String service, Route route, long nanos) {
    listener.onTaken(service, route, nanos);
  }
}
