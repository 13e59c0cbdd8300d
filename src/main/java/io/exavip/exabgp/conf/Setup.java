package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * All that a configuration says. Every value can be read; whether they fit one another, the host
 * and the other VM is for the doctor's rules to say, once they stand in a file.
 *
 * @param rank the VM's role and how its route is told from the other's
 * @param localAddress the VM's address of all sessions
 * @param routeServers the peers, at least one
 * @param routerId the BGP identifier, an IPv4 address
 * @param peerAs the route servers' AS
 * @param holdTime seconds, 3 to 65535
 * @param md5Password the password of the sessions, if they have one
 * @param service what exavip watches and announces
 * @param executable absolute path of exavip
 * @param vnets the cloud's networks, as far as they are given
 */
record Setup(
    RoutePreference rank,
    InetAddress localAddress,
    List<InetAddress> routeServers,
    InetAddress routerId,
    long peerAs,
    int holdTime,
    Optional<String> md5Password,
    Watched service,
    String executable,
    List<Prefix> vnets) {

  Setup {
    routeServers = List.copyOf(routeServers);
    vnets = List.copyOf(vnets);
  }

  boolean isIpv4() {
    return localAddress instanceof Inet4Address;
  }

  String localText() {
    return IpLiteral.text(localAddress);
  }

  /** What the role makes doubtful: it stands in no file, so that no rule can see it there. */
  List<String> warnings() {
    return rank.role() == Role.PRIMARY && rank.prepend() > 0
        ? List.of(
            "--prepend "
                + rank.prepend()
                + " on the primary: the secondary needs more than that, or it gets the traffic")
        : List.of();
  }
}
