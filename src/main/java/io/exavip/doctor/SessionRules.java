package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Setting;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The BGP sessions: they come up, and they end in time. */
final class SessionRules implements Rule {
  private static final String DEFAULT_HOLD_TIME = "180";
  private static final int SHORT = 9;
  private static final int LONG = 180;

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (subject.neighbors().isEmpty()) {
      findings.add(
          Finding.error(
              "neighbor-missing",
              subject.at(0),
              "there is no neighbor: nobody gets the VIP",
              "write a neighbor section for each route server"));
    }
    Set<List<String>> seen = new HashSet<>();
    for (Neighbor neighbor : subject.neighbors()) {
      findings.addAll(missing(subject, neighbor));
      if (!seen.add(identity(neighbor))) {
        findings.add(
            Finding.error(
                "neighbor-twice",
                subject.at(neighbor.line()),
                "neighbor " + neighbor.peer() + " is there already: ExaBGP refuses the file",
                "leave one of the two out"));
      }
      Stream.of(
              unusable(subject, neighbor),
              multicast(subject, neighbor),
              otherFamily(subject, neighbor),
              zeroRouterId(subject, neighbor),
              sameAs(subject, neighbor),
              holdTime(subject, neighbor),
              routeRefresh(subject, neighbor),
              gracefulRestart(subject, neighbor),
              passive(subject, neighbor))
          .flatMap(Optional::stream)
          .forEach(findings::add);
      findings.addAll(overridden(subject, neighbor));
    }
    return findings;
  }

  private static List<String> identity(Neighbor neighbor) {
    return List.of(
        neighbor.peer(),
        text(neighbor, "local-address"),
        text(neighbor, "local-as"),
        text(neighbor, "peer-as"),
        text(neighbor, "router-id"));
  }

  private static List<Finding> missing(Subject subject, Neighbor neighbor) {
    Stream<String> always = Stream.of("local-address", "local-as", "peer-as");
    Stream<String> ipv6 = neighbor.peer().contains(":") ? Stream.of("router-id") : Stream.empty();
    return Stream.concat(always, ipv6)
        .filter(name -> neighbor.setting(name).isEmpty())
        .map(
            name ->
                Finding.error(
                    "session",
                    subject.at(neighbor.line()),
                    "neighbor " + neighbor.peer() + " has no " + name + ": ExaBGP refuses the file",
                    "write in it: " + example(name)))
        .toList();
  }

  private static String example(String name) {
    return switch (name) {
      case "local-as" -> "local-as 65010;";
      case "peer-as" -> "peer-as 65515;";
      case "router-id" -> "router-id 10.0.2.10;";
      default -> "local-address 10.0.2.10;";
    };
  }

  /** An address of this side at which the peer cannot reach it, or that is the peer's own. */
  private static Optional<Finding> unusable(Subject subject, Neighbor neighbor) {
    Optional<InetAddress> peer = neighbor.peerAddress();
    return neighbor
        .localAddress()
        .flatMap(local -> problem(local, peer))
        .map(
            problem ->
                Finding.error(
                    "local-address",
                    subject.at(neighbor.lineOf("local-address")),
                    "local-address " + text(neighbor, "local-address") + ": " + problem,
                    "write the address of the VM's network interface: local-address ...;"));
  }

  private static Optional<String> problem(InetAddress local, Optional<InetAddress> peer) {
    if (peer.equals(Optional.of(local))) {
      return Optional.of("the same as that of the neighbor");
    }
    if (local.isMulticastAddress()) {
      return Optional.of("a multicast address");
    }
    boolean near = peer.filter(InetAddress::isLoopbackAddress).isPresent();
    return local.isAnyLocalAddress() || local.isLoopbackAddress() && !near
        ? Optional.of("no route server can reach it")
        : Optional.empty();
  }

  private static Optional<Finding> multicast(Subject subject, Neighbor neighbor) {
    return neighbor
        .peerAddress()
        .filter(InetAddress::isMulticastAddress)
        .map(
            address ->
                Finding.error(
                    "neighbor",
                    subject.at(neighbor.line()),
                    "neighbor " + neighbor.peer() + ": a multicast address: no session comes up",
                    "write the address of a route server"));
  }

  private static Optional<Finding> otherFamily(Subject subject, Neighbor neighbor) {
    Optional<Boolean> local = neighbor.localAddress().map(Inet4Address.class::isInstance);
    Optional<Boolean> peer = neighbor.peerAddress().map(Inet4Address.class::isInstance);
    return local.isEmpty() || peer.isEmpty() || local.equals(peer)
        ? Optional.empty()
        : Optional.of(
            Finding.error(
                "neighbor",
                subject.at(neighbor.lineOf("local-address")),
                "neighbor "
                    + neighbor.peer()
                    + " is not of the family of its local-address: no session comes up",
                "write two addresses of the same family"));
  }

  /** RFC 4271, 6.2: the identifier is the address of a host. */
  private static Optional<Finding> zeroRouterId(Subject subject, Neighbor neighbor) {
    return neighbor
        .setting("router-id")
        .filter(setting -> setting.text().equals("0.0.0.0"))
        .filter(setting -> !setting.text().equals(text(neighbor, "local-address")))
        .map(
            setting ->
                Finding.error(
                    "router-id",
                    subject.at(setting.line()),
                    "router-id 0.0.0.0: no BGP identifier: the peer refuses the session",
                    "write an IPv4 address of the VM: router-id ...;"));
  }

  private static Optional<Finding> sameAs(Subject subject, Neighbor neighbor) {
    if (neighbor.as("local-as").isEmpty()
        || !neighbor.as("local-as").equals(neighbor.as("peer-as"))) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
            "local-as",
            subject.at(neighbor.lineOf("local-as")),
            "local-as is the peer's own AS "
                + neighbor.as("peer-as").getAsLong()
                + ": a route server refuses the session",
            "write the AS number under which the VM is registered there: local-as 65010;"));
  }

  private static Optional<Finding> holdTime(Subject subject, Neighbor neighbor) {
    Optional<Setting> setting = neighbor.setting("hold-time");
    String text = setting.map(Setting::text).orElse(DEFAULT_HOLD_TIME);
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int seconds = Integer.parseInt(text);
    String what;
    if (setting.isEmpty()) {
      what =
          "no hold-time: it is 180 s: so long stays the route of a VM that died or lost its link";
    } else if (seconds == 0) {
      what = "hold-time 0: the route of a VM that died or lost its link stays for ever";
    } else if (seconds < SHORT) {
      what = "hold-time " + seconds + ": a short pause of VM or network ends the session";
    } else if (seconds > LONG) {
      what =
          "hold-time "
              + seconds
              + ": so many seconds stays the route of a VM that died or lost"
              + " its link";
    } else {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            "hold-time",
            subject.at(neighbor.lineOf("hold-time")),
            "neighbor " + neighbor.peer() + ": " + what,
            "write: hold-time 30;"));
  }

  private static Optional<Finding> routeRefresh(Subject subject, Neighbor neighbor) {
    Optional<Setting> setting = neighbor.capability("route-refresh");
    if (setting.filter(Setting::isOn).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
            "route-refresh",
            subject.at(setting.map(Setting::line).orElse(neighbor.line())),
            "neighbor "
                + neighbor.peer()
                + ": without route-refresh a route server that needs the routes again resets the"
                + " session (Azure does at each new VNet peering)",
            "write in it: capability { route-refresh enable; }"));
  }

  private static Optional<Finding> gracefulRestart(Subject subject, Neighbor neighbor) {
    return neighbor
        .capability("graceful-restart")
        .filter(setting -> !setting.isOff())
        .map(
            setting ->
                Finding.warning(
                    "graceful-restart",
                    subject.at(setting.line()),
                    "neighbor "
                        + neighbor.peer()
                        + ": with graceful-restart the peer keeps the route when ExaBGP or the VM"
                        + " dies",
                    "leave graceful-restart out"));
  }

  private static Optional<Finding> passive(Subject subject, Neighbor neighbor) {
    return neighbor
        .setting("passive")
        .filter(Setting::isOn)
        .map(
            setting ->
                Finding.warning(
                    "session",
                    subject.at(setting.line()),
                    "neighbor "
                        + neighbor.peer()
                        + ": passive: ExaBGP waits for the peer to connect, and listens only if"
                        + " exabgp.tcp.bind says where",
                    "leave passive out"));
  }

  private static List<Finding> overridden(Subject subject, Neighbor neighbor) {
    return neighbor.overridden().stream()
        .map(
            own ->
                Finding.warning(
                    "template",
                    subject.at(own.line()),
                    "'"
                        + own.written()
                        + "' has no effect: ExaBGP takes the value of the inherited template",
                    "leave "
                        + own.name()
                        + " out of the template, or out of neighbor "
                        + neighbor.peer()))
        .toList();
  }

  private static String text(Neighbor neighbor, String name) {
    return neighbor.setting(name).map(Setting::text).orElse("");
  }
}
