package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.route.Prefix;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** No VIP lies in the network of the VMs: its own routes beat those of BGP. */
final class NetworkRules implements Rule {
  static final String WHY = ": the network's own routes beat those of BGP, the VIP does not move";
  static final String MEND =
      "take a VIP outside of all networks of the VMs, for example 10.1.0.5/32";

  /** The rule's name where it is not known in which network no VIP must lie. */
  static final String UNKNOWN = "vnet";

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (subject.cloud().isPresent() && networks(subject).isEmpty()) {
      findings.add(
          Finding.note(
              UNKNOWN,
              subject.at(0),
              "--vnet is not given: whether a VIP lies inside of it was not checked"));
    }
    for (ExavipProcess exavip : subject.exavips()) {
      Where where = subject.at(exavip.section().runLine());
      for (Prefix vip : exavip.vips()) {
        around(subject, vip)
            .map(
                network ->
                    Finding.error(
                        "vip-in-vnet", where, vip + " is in the VNet " + network + WHY, MEND))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** The first of the networks in which a VIP lies. */
  static Optional<Prefix> around(Subject subject, Prefix vip) {
    return networks(subject).stream().filter(network -> network.contains(vip)).findFirst();
  }

  /** Those that the user names, or the cloud's usual one where this VM is in it. */
  private static List<Prefix> networks(Subject subject) {
    List<Prefix> given = subject.options().vnets();
    return given.isEmpty()
        ? subject.cloud().flatMap(Cloud::network).stream()
            .filter(network -> locals(subject).anyMatch(network::contains))
            .toList()
        : given;
  }

  private static Stream<InetAddress> locals(Subject subject) {
    return subject.neighbors().stream().map(Neighbor::localAddress).flatMap(Optional::stream);
  }
}
