package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Setting;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The VIP is announced by exavip alone, in a family that the session carries. */
final class RouteRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<Prefix> vips = subject.own().vips();
    for (Neighbor neighbor : subject.neighbors()) {
      for (Setting route : neighbor.routes()) {
        prefix(route.name())
            .filter(vips::contains)
            .ifPresent(vip -> findings.add(alsoStatic(subject, vip, route)));
      }
    }
    for (ExavipProcess exavip : subject.exavips()) {
      subject
          .own()
          .neighborsOf(exavip)
          .forEach(neighbor -> findings.addAll(session(subject, exavip, neighbor)));
    }
    return findings;
  }

  private static Finding alsoStatic(Subject subject, Prefix vip, Setting route) {
    return Finding.error(
        "vip-static",
        subject.at(route.line()),
        vip
            + " is in the file as well: ExaBGP announces it at its start and at each reload, however"
            + " sick the app is",
        "leave the route out: exavip announces it");
  }

  /** That the next hop cannot be is the deeper fault; that a cloud takes no IPv6 the deepest. */
  private static List<Finding> session(Subject subject, ExavipProcess exavip, Neighbor neighbor) {
    if (!subject.cloud().map(Cloud::takesIpv6).orElse(true)
        && exavip.vips().stream().anyMatch(vip -> !vip.isIpv4())) {
      return List.of();
    }
    List<Finding> nextHop = nextHop(subject, exavip, neighbor);
    return nextHop.isEmpty() ? family(subject, exavip, neighbor) : nextHop;
  }

  /** A next hop "self" is the local address, whose family must be that of the prefix. */
  private static List<Finding> nextHop(Subject subject, ExavipProcess exavip, Neighbor neighbor) {
    return neighbor
        .localAddress()
        .map(
            local ->
                exavip
                    .selfNextHops()
                    .filter(vip -> vip.isIpv4() != local instanceof Inet4Address)
                    .map(
                        vip ->
                            Finding.error(
                                "next-hop",
                                subject.at(exavip.section().runLine()),
                                vip
                                    + " is not of the family of the local-address "
                                    + IpLiteral.text(local)
                                    + ", its next hop",
                                "announce a prefix of the same family, or write --next-hop"))
                    .toList())
        .orElse(List.of());
  }

  private static List<Finding> family(Subject subject, ExavipProcess exavip, Neighbor neighbor) {
    if (neighbor.families().isEmpty()
        || neighbor.families().stream().anyMatch(family -> family.name().equals("all"))) {
      return List.of();
    }
    return exavip.vips().stream()
        .map(vip -> vip.isIpv4() ? "ipv4" : "ipv6")
        .distinct()
        .filter(
            afi ->
                neighbor.families().stream()
                    .noneMatch(
                        family ->
                            family.name().equals(afi) && family.text().equalsIgnoreCase("unicast")))
        .map(
            afi ->
                Finding.error(
                    "family",
                    subject.at(neighbor.families().get(0).line()),
                    "neighbor "
                        + neighbor.peer()
                        + " carries no "
                        + afi
                        + " unicast: it never gets the VIP",
                    "add to the family section: " + afi + " unicast;"))
        .toList();
  }

  private static Optional<Prefix> prefix(String text) {
    try {
      return Optional.of(Prefix.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
