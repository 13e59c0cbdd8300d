package io.exavip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.Health;
import io.exavip.health.HealthTracker;
import io.exavip.health.Thresholds;
import io.exavip.monitor.ServiceEvent;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ServicesReadinessTest {
  private final ServiceStates states = new ServiceStates();
  private final ServicesReadiness readiness = new ServicesReadiness(states);

  @Test
  void isNotReadyBeforeAnythingIsKnown() {
    assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void isReadyWhileEveryServiceIsUp() {
    states.onEvent(event("web", true));
    states.onEvent(event("api", true));
    assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void isNotReadyWhileOneServiceIsDownAndTellsTheStateOfEach() {
    states.onEvent(event("web", true));
    states.onEvent(event("api", false));
    assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(readiness.call().getData()).contains(Map.of("api", "DOWN", "web", "UP"));
  }

  private static ServiceEvent event(String service, boolean healthy) {
    Health after = new HealthTracker(new Thresholds(1, 1)).afterProbe(Health.INITIAL, healthy);
    return new ServiceEvent(
        service, ServiceEvent.Kind.SUCCESS, "", Health.INITIAL, after, 1, List.of());
  }
}
