package io.exavip.config;

import io.exavip.health.Verdict;
import io.exavip.route.AsPath;
import io.exavip.route.CommunityKind;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import io.exavip.route.RoutePolicy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a service announces in each state. */
final class RouteReader {
  private static final long MAX_UNSIGNED = 4294967295L;

  private final Settings settings;
  private final List<Prefix> prefixes;
  private final List<InetAddress> neighbors;
  private final Optional<InetAddress> nextHop;
  private final long increase;

  private RouteReader(Settings settings) {
    this.settings = settings;
    this.prefixes = prefixes(settings.all(Key.IP));
    this.neighbors = settings.all(Key.NEIGHBOR).stream().map(RouteReader::address).toList();
    this.nextHop = nextHop();
    this.increase =
        settings.one(Key.INCREASE).map(raw -> Values.number(raw, 0, 1_000_000)).orElse(1L);
  }

  static RoutePolicy read(Settings settings) {
    return new RouteReader(settings).policy();
  }

  private RoutePolicy policy() {
    Map<Verdict, List<Route>> announced = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      announced.put(verdict, routes(verdict));
      if (verdict != Verdict.UP && isAnnounced(verdict)) {
        refuseNoWorse(verdict, announced.get(verdict), announced.get(Verdict.UP));
      }
    }
    // Every state speaks of every route of every state: a path identifier of one state alone is a
    // route of its own, to be withdrawn in the others.
    Map<RouteKey, Route> all = new LinkedHashMap<>();
    announced.values().forEach(routes -> routes.forEach(r -> all.putIfAbsent(r.key(), r)));
    Map<Verdict, List<Route>> wanted = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      Map<RouteKey, Route> here = new LinkedHashMap<>();
      all.forEach((key, route) -> here.put(key, route.withdrawn()));
      if (verdict == Verdict.UP || isAnnounced(verdict)) {
        announced.get(verdict).forEach(route -> here.put(route.key(), route));
      }
      wanted.put(verdict, List.copyOf(here.values()));
    }
    return new RoutePolicy(wanted);
  }

  /** Down and disabled are withdrawn, unless a setting says how to announce them. */
  private boolean isAnnounced(Verdict verdict) {
    String prefix = prefix(verdict);
    List<Key> own = new ArrayList<>();
    for (RouteSetting setting : RouteSetting.values()) {
      Key.named(prefix + setting.suffix()).ifPresent(own::add);
    }
    Optional<Raw> first = settings.first(own);
    if (first.isPresent() && settings.flag(Key.WITHDRAW_ON_DOWN)) {
      throw first.get().fault("of no use together with withdraw-on-down", "one of the two");
    }
    return first.isPresent();
  }

  /** A sick app's route that is no worse than a healthy one's would keep the traffic. */
  private void refuseNoWorse(Verdict verdict, List<Route> routes, List<Route> up) {
    Key path = Key.named(prefix(verdict) + RouteSetting.AS_PATH.suffix()).orElseThrow();
    Key metric = Key.named(prefix(verdict) + RouteSetting.METRIC.suffix()).orElseThrow();
    Optional<Raw> own = settings.first(List.of(path, metric));
    for (int i = 0; i < routes.size() && own.isPresent(); i++) {
      RouteAttributes here = routes.get(i).attributes();
      RouteAttributes better = up.get(i).attributes();
      int order = here.comparePreference(better);
      if (order < 0 || order == 0 && here.hasCommunitiesOf(better)) {
        throw own.get()
            .fault(
                "no worse than what is announced when up: the traffic would stay",
                "a longer path or a higher metric than when up, or neither: withdrawn then");
      }
    }
  }

  private List<Route> routes(Verdict verdict) {
    RouteAttributes attributes =
        new RouteAttributes(
            setting(RouteSetting.AS_PATH, verdict).map(RouteReader::asPath),
            OptionalLong.empty(),
            communities(RouteSetting.COMMUNITY, CommunityKind.STANDARD, verdict),
            communities(RouteSetting.LARGE_COMMUNITY, CommunityKind.LARGE, verdict),
            communities(RouteSetting.EXTENDED_COMMUNITY, CommunityKind.EXTENDED, verdict));
    OptionalLong pathId =
        setting(RouteSetting.PATH_ID, verdict)
            .map(raw -> OptionalLong.of(Values.number(raw, 0, MAX_UNSIGNED)))
            .orElse(OptionalLong.empty());
    Optional<Raw> med = setting(RouteSetting.METRIC, verdict);
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < prefixes.size(); i++) {
      RouteKey key = new RouteKey(prefixes.get(i), neighbors, pathId);
      long step = i * increase;
      RouteAttributes own =
          med.map(raw -> attributes.withMed(Values.number(raw, 0, MAX_UNSIGNED - step) + step))
              .orElse(attributes);
      routes.add(new Route(key, true, nextHop, own));
    }
    return routes;
  }

  private Optional<Raw> setting(RouteSetting setting, Verdict verdict) {
    return values(setting, verdict).stream().findFirst();
  }

  private List<Raw> values(RouteSetting setting, Verdict verdict) {
    List<Raw> own = settings.all(Key.named(prefix(verdict) + setting.suffix()).orElseThrow());
    return own.isEmpty() ? settings.all(Key.named(setting.suffix()).orElseThrow()) : own;
  }

  private List<String> communities(RouteSetting setting, CommunityKind kind, Verdict verdict) {
    return values(setting, verdict).stream()
        .flatMap(raw -> raw.read(kind.allowed() + ", parted by blanks", kind::parse).stream())
        .toList();
  }

  private Optional<InetAddress> nextHop() {
    Optional<Raw> raw = settings.one(Key.NEXT_HOP).filter(r -> !r.text().equals("self"));
    Optional<InetAddress> address = raw.map(RouteReader::address);
    for (Prefix prefix : prefixes) {
      if (address.isPresent() && prefix.isIpv4() != address.get() instanceof Inet4Address) {
        throw raw.get().fault("not of the same family as " + prefix, "self, or the same family");
      }
    }
    return address;
  }

  private static List<Prefix> prefixes(List<Raw> values) {
    List<Prefix> prefixes = new ArrayList<>();
    for (Raw raw : values) {
      Prefix prefix =
          raw.read(
              "a prefix such as 10.1.0.5/32 or 2001:db8::5/128, host bits zero", Prefix::parse);
      if (prefixes.contains(prefix)) {
        throw raw.fault("given twice", "each prefix once");
      }
      prefixes.add(prefix);
    }
    return prefixes;
  }

  private static AsPath asPath(Raw raw) {
    return raw.read("1 to 255 AS numbers of 1 to 4294967295, parted by blanks", AsPath::parse);
  }

  private static InetAddress address(Raw raw) {
    return raw.read(
        "an IP address",
        text ->
            IpLiteral.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an IP address")));
  }

  private static String prefix(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT) + "-";
  }
}
