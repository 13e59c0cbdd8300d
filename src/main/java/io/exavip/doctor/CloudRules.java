package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.cloud.Preference;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.route.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** What the cloud's route server demands. */
final class CloudRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    subject.cloud().ifPresent(cloud -> findings.addAll(check(subject, cloud)));
    if (subject.neighbors().size() == 1) {
      findings.add(
          Finding.warning(
              "route-servers",
              subject.at(subject.neighbors().get(0).line()),
              "one route server only: its maintenance takes the VIP away",
              "add a neighbor section for the second one"));
    }
    return findings;
  }

  private static List<Finding> check(Subject subject, Cloud cloud) {
    List<Finding> findings = new ArrayList<>();
    Set<OptionalLong> said = new HashSet<>();
    for (Neighbor neighbor : subject.neighbors()) {
      OptionalLong local = neighbor.as("local-as");
      boolean own = local.isPresent() && local.equals(neighbor.as("peer-as"));
      if (local.isPresent() && !own && said.add(local)) {
        cloud
            .localAsProblem(local.getAsLong())
            .ifPresent(
                problem ->
                    findings.add(
                        Finding.error(
                            "local-as",
                            subject.at(neighbor.lineOf("local-as")),
                            "local-as " + local.getAsLong() + ": " + problem,
                            "register the VM under another AS, for example 65010")));
      }
      ofSession(subject, neighbor, cloud).forEach(findings::add);
      OptionalLong peer = neighbor.as("peer-as");
      // Beside a route server that was recognised by its AS there may be other peers.
      if (subject.options().cloud().isPresent()
          && peer.isPresent()
          && cloud.routeServerAs().isPresent()
          && !peer.equals(cloud.routeServerAs())) {
        findings.add(
            Finding.error(
                "peer-as",
                subject.at(neighbor.lineOf("peer-as")),
                "peer-as "
                    + peer.getAsLong()
                    + ": "
                    + cloud.product()
                    + " has the AS "
                    + cloud.routeServerAs().getAsLong()
                    + ": the session is refused",
                "write: peer-as " + cloud.routeServerAs().getAsLong() + ";"));
      }
    }
    for (ExavipProcess exavip : subject.exavips()) {
      findings.addAll(exavip(subject, exavip, cloud));
    }
    return findings;
  }

  /** What the sessions of this cloud cannot have. */
  private static Stream<Finding> ofSession(Subject subject, Neighbor neighbor, Cloud cloud) {
    if (subject.options().cloud().isEmpty()
        && !neighbor.as("peer-as").equals(cloud.routeServerAs())) {
      return Stream.empty();
    }
    Stream<Finding> ipv6 =
        cloud.takesIpv6() || !neighbor.peer().contains(":")
            ? Stream.empty()
            : Stream.of(
                Finding.error(
                    "neighbor",
                    subject.at(neighbor.line()),
                    "neighbor " + neighbor.peer() + ": " + cloud.product() + " has no IPv6",
                    "write its IPv4 address"));
    Stream<Finding> password =
        neighbor
            .setting("md5-password")
            .filter(setting -> !cloud.takesMd5Password())
            .map(
                setting ->
                    Finding.warning(
                        "md5-password",
                        subject.at(setting.line()),
                        "neighbor "
                            + neighbor.peer()
                            + ": "
                            + cloud.product()
                            + " has no setting for a password; without it there, no session comes"
                            + " up",
                        "leave md5-password out"))
            .stream();
    return Stream.concat(ipv6, password);
  }

  private static List<Finding> exavip(Subject subject, ExavipProcess exavip, Cloud cloud) {
    List<Finding> findings = new ArrayList<>();
    Where where = subject.at(exavip.section().runLine());
    exavip.vips().stream()
        .filter(vip -> !vip.isIpv4() && !cloud.takesIpv6())
        .map(Prefix::toString)
        .forEach(
            vip ->
                findings.add(
                    Finding.error(
                        "vip-ipv6",
                        where,
                        vip + ": " + cloud.product() + " takes no IPv6 routes",
                        "announce an IPv4 prefix")));
    boolean prepended =
        Announcement.of(subject.own()).stream()
            .anyMatch(a -> a.exavip().equals(exavip) && a.length() > 1);
    if (cloud.preference() == Preference.MED && prepended) {
      findings.add(
          Finding.warning(
              "as-path",
              where,
              cloud.product() + " goes by MED: a longer AS path makes no secondary",
              "write on the secondary: --metric 200, on the primary: --metric 100"));
    }
    return findings;
  }
}
