package io.exavip.telemetry;

import io.exavip.health.Verdict;
import io.exavip.monitor.ServiceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** MicroProfile Health: ready while every watched service is up; tells the state of each. */
@Readiness
@ApplicationScoped
public class ServicesReadiness implements HealthCheck {
  private final ServiceStates states;

  ServicesReadiness(ServiceStates states) {
    this.states = states;
  }

  @Override
  public HealthCheckResponse call() {
    Map<String, ServiceEvent> last = states.last();
    HealthCheckResponseBuilder response = HealthCheckResponse.named("services");
    new TreeMap<>(last)
        .forEach((service, event) -> response.withData(service, event.after().phase().name()));
    boolean ready =
        !last.isEmpty()
            && last.values().stream()
                .allMatch(
                    event -> event.after().verdict().filter(v -> v == Verdict.UP).isPresent());
    return response.status(ready).build();
  }
}
