package io.exavip.exabgp.conf;

import io.exavip.route.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * All that a configuration says; every value is good by itself and fits the others.
 *
 * @param rank the VM's role and how its route is told from the other's
 * @param localAddress the VM's address of all sessions
 * @param routeServers the peers, at least one, of the same family as {@code localAddress}
 * @param routerId the BGP identifier, an IPv4 address
 * @param peerAs the route servers' AS, not the local one
 * @param holdTime seconds, 3 to 65535
 * @param md5Password the password of the sessions, if they have one
 * @param service what exavip watches and announces
 * @param executable absolute path of exavip
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
    String executable) {

  Setup {
    routeServers = List.copyOf(routeServers);
  }

  boolean isIpv4() {
    return localAddress instanceof Inet4Address;
  }

  String localText() {
    return IpLiteral.text(localAddress);
  }
}
