package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.AsPath;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandTextTest {
  private static final InetAddress A = IpLiteral.parse("10.0.1.4").orElseThrow();
  private static final InetAddress B = IpLiteral.parse("10.0.1.5").orElseThrow();

  @Test
  void aPlainRouteIsWrittenInTheFormOfExaBgp42And50() {
    assertThat(CommandText.of(Routes.announced("10.1.0.5/32"), Dialect.ACTION_FIRST))
        .isEqualTo("announce route 10.1.0.5/32 next-hop self");
    assertThat(CommandText.of(Routes.withdrawn("10.1.0.5/32"), Dialect.ACTION_FIRST))
        .isEqualTo("withdraw route 10.1.0.5/32 next-hop self");
  }

  @Test
  void version6IsToldWhichPeers() {
    assertThat(CommandText.of(Routes.announced("10.1.0.5/32"), Dialect.PEER_FIRST))
        .isEqualTo("peer * announce route 10.1.0.5/32 next-hop self");
    assertThat(CommandText.of(to(A), Dialect.PEER_FIRST)).startsWith("peer 10.0.1.4 announce ");
    assertThat(CommandText.of(to(A, B), Dialect.PEER_FIRST))
        .startsWith("peer [10.0.1.4, 10.0.1.5] announce ");
  }

  @Test
  void neighborsAreNamedBeforeTheAction() {
    assertThat(CommandText.of(to(A, B), Dialect.ACTION_FIRST))
        .isEqualTo("neighbor 10.0.1.4, neighbor 10.0.1.5 announce route 10.1.0.5/32 next-hop self");
  }

  @Test
  void attributesFollowTheNextHopInBrackets() {
    assertThat(CommandText.of(full(), Dialect.ACTION_FIRST))
        .isEqualTo(
            "announce route 10.1.0.5/32 next-hop 10.0.1.4 as-path [ 65010 65010 ] med 100"
                + " community [ 65010:1 no-export ] large-community [ 65010:1:2 ]"
                + " extended-community [ target:65010:1 ] path-information 7");
  }

  @Test
  void aWithdrawalHasTheAttributesOfTheAnnouncement() {
    String announce = CommandText.of(full(), Dialect.ACTION_FIRST);
    assertThat(CommandText.of(full().withdrawn(), Dialect.ACTION_FIRST))
        .isEqualTo(announce.replace("announce", "withdraw"));
  }

  private static Route to(InetAddress... neighbors) {
    RouteKey key =
        new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(neighbors), OptionalLong.empty());
    return new Route(key, true, Optional.empty(), RouteAttributes.NONE);
  }

  private static Route full() {
    RouteKey key = new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(), OptionalLong.of(7));
    RouteAttributes attributes =
        new RouteAttributes(
            Optional.of(AsPath.parse("65010 65010")),
            OptionalLong.of(100),
            List.of("65010:1", "no-export"),
            List.of("65010:1:2"),
            List.of("target:65010:1"));
    return new Route(key, true, Optional.of(A), attributes);
  }
}
