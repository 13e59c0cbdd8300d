package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which values ExaBGP takes, of the commands that matter here. */
final class ConfValues {
  private static final long MAX_AS = 4294967295L;

  /** A value and what is allowed. */
  private record Rule(Predicate<String> good, String allowed) {}

  private static final Rule AS =
      new Rule(
          text -> text.equals("auto") || asNumber(text).isPresent(),
          "an AS number of 1 to 4294967295");

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry(
              "hold-time",
              new Rule(text -> in(text, 3, 65535) || in(text, 0, 0), "0, or 3 to 65535 seconds")),
          Map.entry("local-as", AS),
          Map.entry("peer-as", AS),
          Map.entry(
              "local-address",
              new Rule(
                  text -> text.equals("auto") || IpLiteral.parse(text).isPresent(),
                  "an IP address")),
          Map.entry(
              "router-id",
              new Rule(
                  text -> IpLiteral.parse(text).isPresent() && !text.contains(":"),
                  "an IPv4 address")),
          Map.entry(
              "graceful-restart",
              new Rule(
                  text -> List.of("", "disable", "disabled").contains(text) || in(text, 0, 4095),
                  "seconds of 0 to 4095, or disable")),
          Map.entry("encoder", new Rule(text -> List.of("text", "json").contains(text), "text")),
          Map.entry("connect", new Rule(text -> in(text, 0, 65535), "a port")),
          Map.entry("route", new Rule(ConfValues::isPrefix, "a prefix such as 10.9.0.0/24")),
          Map.entry(
              "ipv4", family("unicast", "multicast", "nlri-mpls", "mpls-vpn", "flow", "flow-vpn")),
          Map.entry("ipv6", family("unicast", "nlri-mpls", "mpls-vpn", "flow", "flow-vpn")));

  private ConfValues() {}

  static Optional<Fault> fault(Setting setting) {
    Rule rule = RULES.get(setting.name());
    if (rule == null || rule.good().test(setting.text())) {
      return Optional.empty();
    }
    return Optional.of(
        new Fault(
            setting.line(),
            true,
            "'" + setting.written() + "': ExaBGP refuses the value and the file",
            "allowed: " + rule.allowed()));
  }

  /** A number, or two with a dot between them (RFC 5396). */
  static OptionalLong asNumber(String text) {
    if (!text.matches("\\d{1,10}(\\.\\d{1,5})?")) {
      return OptionalLong.empty();
    }
    String[] parts = text.split("\\.");
    long as = Long.parseLong(parts[0]);
    as = parts.length == 2 ? (as << 16) + Long.parseLong(parts[1]) : as;
    return as >= 1 && as <= MAX_AS ? OptionalLong.of(as) : OptionalLong.empty();
  }

  /** Families that 5.0 alone knows are let pass. */
  private static Rule family(String... names) {
    Set<String> known = new TreeSet<>(List.of(names));
    Set<String> newer = Set.of("multicast", "mcast-vpn", "mup");
    return new Rule(
        text -> {
          String name = text.toLowerCase(Locale.ROOT);
          return known.contains(name) || newer.contains(name);
        },
        String.join(", ", known));
  }

  private static boolean isPrefix(String text) {
    try {
      Prefix.parse(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean in(String text, long min, long max) {
    return text.matches("\\d{1,9}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max;
  }
}
