package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of whatever part makes another route, which has to be written to ExaBGP. */
class RouteEqualityTest {
  private static final InetAddress NEIGHBOR = Prefix.parse("10.1.1.4").address();

  @Test
  void routesOfEqualPartsAreEqual() {
    assertThat(route()).isEqualTo(route()).hasSameHashCodeAs(route());
    assertThat(route().key()).isNotSameAs(route().key());
  }

  @ParameterizedTest
  @MethodSource("others")
  void aRouteWithOnePartChangedIsAnother(Route other) {
    assertThat(other).isNotEqualTo(route());
    assertThat(other).isEqualTo(other).hasSameHashCodeAs(other);
  }

  static Stream<Route> others() {
    RouteKey key = route().key();
    RouteAttributes a = route().attributes();
    return Stream.of(
        route().withdrawn(),
        new Route(key, true, Optional.of(NEIGHBOR), a),
        with(new RouteKey(Prefix.parse("10.1.0.6/32"), key.neighbors(), key.pathId())),
        with(new RouteKey(Prefix.parse("10.1.0.4/31"), key.neighbors(), key.pathId())),
        with(new RouteKey(key.prefix(), List.of(), key.pathId())),
        with(new RouteKey(key.prefix(), key.neighbors(), OptionalLong.of(8))),
        with(a.withMed(101)),
        with(attributes(Optional.of(AsPath.parse("65010 65010")), "65010:1", "1:2:3", "rt")),
        with(attributes(a.asPath(), "65010:2", "1:2:3", "rt")),
        with(attributes(a.asPath(), "65010:1", "1:2:4", "rt")),
        with(attributes(a.asPath(), "65010:1", "1:2:3", "soo")));
  }

  private static Route with(RouteKey key) {
    return new Route(key, true, Optional.empty(), route().attributes());
  }

  private static Route with(RouteAttributes attributes) {
    return new Route(route().key(), true, Optional.empty(), attributes);
  }

  private static Route route() {
    return new Route(
        new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(NEIGHBOR), OptionalLong.of(7)),
        true,
        Optional.empty(),
        attributes(Optional.of(AsPath.parse("65010")), "65010:1", "1:2:3", "rt"));
  }

  private static RouteAttributes attributes(
      Optional<AsPath> path, String community, String large, String extended) {
    return new RouteAttributes(
        path, OptionalLong.of(100), List.of(community), List.of(large), List.of(extended));
  }
}
