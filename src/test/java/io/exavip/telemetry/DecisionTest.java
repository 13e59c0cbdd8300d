package io.exavip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.Health;
import io.exavip.health.HealthTracker;
import io.exavip.health.Thresholds;
import io.exavip.monitor.ServiceEvent;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Route ROUTE =
      new Route(
          new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(), OptionalLong.empty()),
          true,
          Optional.empty(),
          RouteAttributes.NONE);

  @Test
  void aDecisionIsOneLineWithStateReasonCountAndCommand() {
    assertThat(DecisionText.of(up()))
        .isEqualTo("web UP: HTTP 200 in 3 ms (1/1) -> announce route 10.1.0.5/32 next-hop self");
  }

  @Test
  void theLogTellsWhenExaBgpTookARouteAndAfterWhichTime() {
    assertThat(DecisionText.taken("web", ROUTE, 1_260_000))
        .isEqualTo("web: ExaBGP took after 1.3 ms: announce route 10.1.0.5/32 next-hop self");
  }

  @Test
  void theJsonHasStableKeysInAStableOrder() {
    assertThat(DecisionJson.of("2026-11-22T14:51:42.102+00:00", up()))
        .isEqualTo(
            "{\"time\":\"2026-11-22T14:51:42.102+00:00\",\"service\":\"web\",\"event\":\"success\","
                + "\"state\":\"UP\",\"verdict\":\"UP\",\"reason\":\"HTTP 200 in 3 ms\",\"count\":1,"
                + "\"needed\":1,\"changed\":true,"
                + "\"commands\":[\"announce route 10.1.0.5/32 next-hop self\"]}");
  }

  @Test
  void outcomesThatChangeNothingAreShownOnlyWhenEveryProbeIs() {
    Health state = up().after();
    ServiceEvent same =
        new ServiceEvent(
            "web", ServiceEvent.Kind.SUCCESS, "HTTP 200 in 3 ms", state, state, 1, List.of());
    assertThat(printed(same, false)).isEmpty();
    assertThat(printed(same, true)).matches("(?s)\\d{4}-.*T.*[+-]\\d\\d:\\d\\d web UP: HTTP .*\\R");
  }

  private static String printed(ServiceEvent event, boolean everyProbe) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new DecisionPrinter(out, false, everyProbe, () -> {}).onEvent(event);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static ServiceEvent up() {
    Health up = new HealthTracker(new Thresholds(1, 1)).afterProbe(Health.INITIAL, true);
    return new ServiceEvent(
        "web",
        ServiceEvent.Kind.SUCCESS,
        "HTTP 200 in 3 ms",
        Health.INITIAL,
        up,
        1,
        List.of(ROUTE));
  }
}
