package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of a predecessor's route, beside those that are configured now. */
class OrphanRouteTest {
  private static final RouteKey OLD = key("10.1.0.5/32");

  @Test
  void whatNobodyConfiguresIsWithdrawn() {
    assertThat(withdrawn(OLD, List.of(key("10.1.0.6/32")), List.of())).contains(OLD);
  }

  @Test
  void whatIsConfiguredIsLeftToItsService() {
    assertThat(OrphanRoute.of(OLD, List.of(OLD), List.of()))
        .isEqualTo(new OrphanRoute(Optional.empty(), false));
  }

  @Test
  void whatAnotherLivingProcessHasIsLeftAlone() {
    assertThat(withdrawn(OLD, List.of(), List.of(OLD))).isEmpty();
    assertThat(withdrawn(OLD, List.of(), List.of(key("10.1.0.5/32", "10.0.1.4")))).isEmpty();
  }

  @Test
  void neighborsThatStillHaveItKeepIt() {
    RouteKey old = key("10.1.0.5/32", "10.0.1.4", "10.0.1.5");
    assertThat(withdrawn(old, List.of(key("10.1.0.5/32", "10.0.1.4")), List.of()))
        .contains(key("10.1.0.5/32", "10.0.1.5"));
    assertThat(withdrawn(old, List.of(OLD), List.of())).isEmpty();
  }

  @Test
  void ofARouteToAllNothingIsWithdrawnWhereSomeNeighborsKeepIt() {
    assertThat(OrphanRoute.of(OLD, List.of(key("10.1.0.5/32", "10.0.1.4")), List.of()))
        .isEqualTo(new OrphanRoute(Optional.empty(), true));
  }

  @Test
  void anotherPathOfThePrefixIsWithdrawnByItsIdentifier() {
    assertThat(withdrawn(path(OLD, 2), List.of(path(OLD, 1)), List.of())).contains(path(OLD, 2));
  }

  @Test
  void aPathWithoutIdentifierBesideOneWithIsLeftAloneInDoubt() {
    assertThat(OrphanRoute.of(OLD, List.of(path(OLD, 1)), List.of()).doubtful()).isTrue();
    assertThat(OrphanRoute.of(path(OLD, 1), List.of(OLD), List.of()).doubtful()).isTrue();
  }

  private static Optional<RouteKey> withdrawn(
      RouteKey old, List<RouteKey> configured, List<RouteKey> others) {
    OrphanRoute leftover = OrphanRoute.of(old, configured, others);
    assertThat(leftover.doubtful()).isFalse();
    return leftover.withdraw();
  }

  private static RouteKey path(RouteKey key, long id) {
    return new RouteKey(key.prefix(), key.neighbors(), OptionalLong.of(id));
  }

  private static RouteKey key(String prefix, String... neighbors) {
    return new RouteKey(
        Prefix.parse(prefix),
        Stream.of(neighbors).map(word -> IpLiteral.parse(word).orElseThrow()).toList(),
        OptionalLong.empty());
  }
}
