package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LastWordTest {
  private static final Route UP =
      new Route(
          new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(), OptionalLong.empty()),
          true,
          Optional.empty(),
          RouteAttributes.NONE);

  private final List<Collection<Route>> written = new ArrayList<>();
  private final LastWord routes = new LastWord(written::add);

  @Test
  void theEndWithdrawsAtOnceWhateverTheTimelineDoes() {
    routes.wanted(List.of(UP));
    routes.say(List.of(UP.withdrawn()));
    assertThat(written).containsExactly(List.of(UP), List.of(UP.withdrawn()));
  }

  @Test
  void noOutcomeCountsAfterTheEndHasBegun() {
    routes.say(List.of(UP.withdrawn()));
    routes.wanted(List.of(UP));
    assertThat(written).containsExactly(List.of(UP.withdrawn()));
  }

  @Test
  void routesThatAreKeptStayAsTheyAre() {
    routes.wanted(List.of(UP));
    routes.keep();
    routes.wanted(List.of(UP.withdrawn()));
    assertThat(written).containsExactly(List.of(UP));
  }
}
