package io.exavip.doctor.conf;

import io.exavip.route.IpLiteral;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Which values ExaBGP takes, of the commands that matter here. */
final class Values {
  private static final long MAX_AS = 4294967295L;

  /** A value and what is allowed. */
  private record Rule(Predicate<String> good, String allowed) {}

  private static final Rule AS =
      new Rule(
          text -> text.equals("auto") || asNumber(text).isPresent(),
          "an AS number of 1 to 4294967295");

  private static final Map<String, Rule> RULES =
      Map.of(
          "hold-time",
          new Rule(text -> in(text, 3, 65535) || in(text, 0, 0), "0, or 3 to 65535 seconds"),
          "local-as",
          AS,
          "peer-as",
          AS,
          "local-address",
          new Rule(
              text -> text.equals("auto") || IpLiteral.parse(text).isPresent(), "an IP address"),
          "router-id",
          new Rule(
              text -> IpLiteral.parse(text).isPresent() && !text.contains(":"), "an IPv4 address"),
          "graceful-restart",
          new Rule(
              text -> List.of("", "disable", "disabled").contains(text) || in(text, 0, 4095),
              "seconds of 0 to 4095, or disable"),
          "encoder",
          new Rule(text -> List.of("text", "json").contains(text), "text"),
          "connect",
          new Rule(text -> in(text, 0, 65535), "a port"));

  private Values() {}

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

  private static boolean in(String text, long min, long max) {
    return text.matches("\\d{1,9}") && Long.parseLong(text) >= min && Long.parseLong(text) <= max;
  }
}
