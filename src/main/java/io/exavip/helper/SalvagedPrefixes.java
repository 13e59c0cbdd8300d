package io.exavip.helper;

import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the prefixes in a configuration that cannot be read as a whole. A predecessor may have
 * announced them, and they are not to stand while nothing is watched.
 */
final class SalvagedPrefixes {
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");
  private static final Pattern CANDIDATE =
      Pattern.compile("(?<![\\w.:/])[0-9a-fA-F.:]+/\\d{1,3}(?![\\w./])");

  private SalvagedPrefixes() {}

  /** The withdrawals of all prefixes in the text. */
  static List<Route> withdrawals(String text) {
    Map<Prefix, Route> routes = new LinkedHashMap<>();
    Matcher candidate = CANDIDATE.matcher(COMMENT.matcher(text).replaceAll(""));
    while (candidate.find()) {
      prefix(candidate.group()).ifPresent(p -> routes.put(p, withdrawal(p)));
    }
    return List.copyOf(routes.values());
  }

  private static Optional<Prefix> prefix(String text) {
    try {
      return Optional.of(Prefix.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Route withdrawal(Prefix prefix) {
    RouteKey key = new RouteKey(prefix, List.of(), OptionalLong.empty());
    return new Route(key, false, Optional.empty(), RouteAttributes.NONE);
  }
}
