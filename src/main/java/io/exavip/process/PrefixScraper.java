package io.exavip.process;

import io.exavip.config.Variables;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the prefixes in a configuration that cannot be read as a whole. A predecessor may have
 * announced them, and they are not to stand while nothing is watched.
 */
final class PrefixScraper {
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#.*$");
  private static final Pattern PREFIX =
      Pattern.compile("(?<![\\w.:/])[0-9a-fA-F.:]+/\\d{1,3}(?![\\w./])");

  /** The values of the option and of the YAML key, where a bare address is a prefix, too. */
  private static final Pattern IP =
      Pattern.compile("--ip[= ]\\s*(\\S+)|\\bip:[ \\t]*(.*(?:\\R[ \\t]*-[ \\t].*)*)");

  private static final Pattern ADDRESS =
      Pattern.compile("(?<![\\w.:/])[0-9a-fA-F.:]*[0-9a-fA-F](?![\\w./:])");

  private PrefixScraper() {}

  /**
   * The withdrawals of all prefixes in the text.
   *
   * @param text what was written
   * @param environment gives the value of a variable of the text, or null
   */
  static List<Route> withdrawals(String text, UnaryOperator<String> environment) {
    Map<Prefix, Route> routes = new LinkedHashMap<>();
    String plain = Variables.expandKnown(COMMENT.matcher(text).replaceAll(""), environment);
    Stream.concat(
            matches(PREFIX, plain), matches(IP, plain).flatMap(value -> matches(ADDRESS, value)))
        .forEach(found -> prefix(found).ifPresent(p -> routes.put(p, withdrawal(p))));
    return List.copyOf(routes.values());
  }

  /** The same, with the variables of the environment. */
  static List<Route> withdrawals(String text) {
    return withdrawals(text, System::getenv);
  }

  /** What to say of the withdrawals; it claims nothing that cannot be known. */
  static String remark(Collection<Route> withdrawals) {
    String prefixes =
        withdrawals.stream()
            .map(route -> route.key().prefix().toString())
            .collect(Collectors.joining(", "));
    return "withdrawing the prefixes that can be found there: "
        + (prefixes.isEmpty() ? "none" : prefixes)
        + "; what else a predecessor announced may still stand";
  }

  private static Stream<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group);
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
