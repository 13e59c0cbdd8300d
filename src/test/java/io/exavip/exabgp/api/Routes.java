package io.exavip.exabgp.api;

import io.exavip.route.AsPath;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Routes for tests. */
final class Routes {
  private Routes() {}

  static Route announced(String prefix) {
    RouteKey key = new RouteKey(Prefix.parse(prefix), List.of(), OptionalLong.empty());
    return new Route(key, true, Optional.empty(), RouteAttributes.NONE);
  }

  static Route withdrawn(String prefix) {
    return announced(prefix).withdrawn();
  }

  static Route announced(String prefix, String asPath) {
    RouteAttributes attributes =
        new RouteAttributes(
            Optional.of(AsPath.parse(asPath)),
            OptionalLong.empty(),
            List.of(),
            List.of(),
            List.of());
    return new Route(announced(prefix).key(), true, Optional.empty(), attributes);
  }
}
