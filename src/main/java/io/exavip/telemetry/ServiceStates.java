package io.exavip.telemetry;

import io.exavip.monitor.ServiceEvent;
import io.exavip.monitor.ServiceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Remembers the last event of each service, for whoever asks from any thread. */
@ApplicationScoped
public class ServiceStates implements ServiceListener {
  private final Map<String, ServiceEvent> last = new ConcurrentSkipListMap<>();

  /** Made by the container. */
  public ServiceStates() {}

  @Override
  public void onEvent(ServiceEvent event) {
    last.put(event.service(), event);
  }

  /**
   * The last event of each service.
   *
   * @return the events by the names of the services, sorted
   */
  public Map<String, ServiceEvent> last() {
    return Map.copyOf(last);
  }
}
