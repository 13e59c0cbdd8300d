package io.exavip.telemetry;

import io.exavip.monitor.ServiceEvent;
import io.exavip.monitor.ServiceListener;
import io.exavip.route.Route;
import org.jboss.logging.Logger;

/** Writes decisions to the log: changes always, every other outcome when debugging. */
public final class DecisionLog implements ServiceListener {
  private static final Logger LOG = Logger.getLogger("exavip.decision");

  @Override
  public void onEvent(ServiceEvent event) {
    if (event.isChange()) {
      LOG.info(DecisionText.of(event));
    } else if (LOG.isDebugEnabled()) {
      LOG.debug(DecisionText.of(event));
    }
  }

  @Override
  public void onTaken(String service, Route route, long nanos) {
    LOG.info(DecisionText.taken(service, route, nanos));
  }
}
