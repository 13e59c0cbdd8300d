package io.exavip.monitor;

import io.exavip.route.Route;
import org.jboss.logging.Logger;

/**
 * Whatever a listener does, the service goes on.
 *
 * @param listener the listener
 */
record GuardedListener(ServiceListener listener) implements ServiceListener {
  private static final Logger LOG = Logger.getLogger("exavip.service");

  @Override
  public void onEvent(ServiceEvent event) {
    try {
      listener.onEvent(event);
    } catch (RuntimeException e) {
      LOG.errorf(e, "internal error in telling of %s", event.service());
    }
  }

  @Override
  public void onTaken(String service, Route route, long nanos) {
    try {
      listener.onTaken(service, route, nanos);
    } catch (RuntimeException e) {
      LOG.errorf(e, "internal error in telling of %s", service);
    }
  }
}
