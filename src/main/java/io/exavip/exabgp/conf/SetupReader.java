package io.exavip.exabgp.conf;

import io.exavip.cloud.Cloud;
import io.exavip.config.ConfigException;
import io.exavip.config.Raw;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the options; refuses whatever could not work. */
final class SetupReader {
  static final String PREPEND = "--prepend";
  private static final String LOCAL_ADDRESS = "--local-address";
  private static final String ROUTE_SERVER = "--route-server";
  private static final String PEER_AS = "--peer-as";
  private static final String VNET = "--vnet";
  private static final long MAX_AS = 4294967294L;
  private static final int MAX_PREPEND = 20;
  private static final int SECONDARY_PREPEND = 3;

  private final ConfOptions options;
  private final Map<String, String> environment;

  SetupReader(ConfOptions options, Map<String, String> environment) {
    this.options = options;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads all of them.
   *
   * @return the configuration to write
   * @throws ConfigException if something could not work, saying what would happen
   */
  Setup read() {
    Role role =
        options
            .one("--role")
            .orElseThrow(() -> new ConfigException("--role: missing; needed: primary or secondary"))
            .read("primary or secondary", Role::named);
    Cloud cloud =
        options
            .one("--cloud")
            .map(raw -> raw.read(Cloud.labels().replace("|", ", "), SetupReader::cloud))
            .orElse(Cloud.AZURE);
    long peerAs = peerAs(cloud);
    RoutePreference rank =
        new RoutePreference(role, cloud, localAs(cloud, peerAs), prepend(role, cloud));
    InetAddress local = localAddress(cloud);
    Watched service = Watched.read(options, rank, environment);
    checkVips(service, cloud, local);
    return new Setup(
        rank,
        local,
        routeServers(cloud, local),
        routerId(local),
        peerAs,
        (int) number("--hold-time", 3, 65535).orElse(cloud.holdTime()),
        options.one("--md5-password-file").map(Md5Password::read),
        service,
        executable());
  }

  /** The networks in which no VIP may lie; none if they are not known. */
  List<Network> networks(Cloud cloud, InetAddress local) {
    List<Network> given =
        options.all(VNET).stream()
            .map(raw -> raw.read("an IP prefix such as 10.0.0.0/16", Prefix::parse))
            .map(Network::new)
            .toList();
    return given.isEmpty()
        ? cloud.network().map(Network::new).filter(net -> net.holds(local)).stream().toList()
        : given;
  }

  private long peerAs(Cloud cloud) {
    OptionalLong given = number(PEER_AS, 1, MAX_AS);
    OptionalLong fixed = cloud.routeServerAs();
    if (given.isPresent() && fixed.isPresent() && given.getAsLong() != fixed.getAsLong()) {
      throw options
          .one(PEER_AS)
          .orElseThrow()
          .fault(
              cloud.product() + " would refuse the session: its AS is " + fixed.getAsLong(),
              Long.toString(fixed.getAsLong()));
    }
    if (given.isEmpty() && fixed.isEmpty()) {
      throw new ConfigException(
          PEER_AS + ": missing; needed: the AS that was chosen for the " + cloud.product());
    }
    return given.isPresent() ? given.getAsLong() : fixed.getAsLong();
  }

  private long localAs(Cloud cloud, long peerAs) {
    long as = number("--local-as", 1, MAX_AS).orElse(65010);
    Raw raw = options.one("--local-as").orElse(new Raw(Long.toString(as), "--local-as (default)"));
    if (as == peerAs) {
      throw raw.fault(
          "the route server's own AS: " + cloud.product() + " takes eBGP sessions only",
          "another AS than " + peerAs);
    }
    cloud
        .localAsProblem(as)
        .ifPresent(
            problem -> {
              throw raw.fault(
                  problem + ": the peering would be refused", "a private AS such as 65010");
            });
    return as;
  }

  private int prepend(Role role, Cloud cloud) {
    Optional<Raw> raw = options.one(PREPEND);
    RoutePreference plain = new RoutePreference(role, cloud, 0, 0);
    if (plain.isByMed()) {
      raw.ifPresent(
          given -> {
            throw given.fault(
                "of no use: " + cloud.product() + " prefers by MED, which is written instead",
                "no --prepend");
          });
      return 0;
    }
    int times =
        (int) number(PREPEND, 0, MAX_PREPEND).orElse(role == Role.PRIMARY ? 0 : SECONDARY_PREPEND);
    if (role == Role.SECONDARY && times == 0) {
      throw raw.orElseThrow()
          .fault(
              "the path would be as long as the primary's, and traffic would go to both VMs (ECMP)",
              "1 to " + MAX_PREPEND);
    }
    return times;
  }

  private InetAddress localAddress(Cloud cloud) {
    Raw raw =
        options
            .one(LOCAL_ADDRESS)
            .orElseThrow(
                () -> new ConfigException(LOCAL_ADDRESS + ": missing; needed: this VM's address"));
    InetAddress address = address(raw, cloud);
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      throw raw.fault("no route server can reach it", "the address of the VM's network interface");
    }
    return address;
  }

  private List<InetAddress> routeServers(Cloud cloud, InetAddress local) {
    List<Raw> given = options.all(ROUTE_SERVER);
    if (given.isEmpty() && cloud.routeServers().isEmpty()) {
      throw new ConfigException(
          ROUTE_SERVER + ": missing; needed: the addresses of the " + cloud.product());
    }
    List<Raw> raws =
        given.isEmpty()
            ? cloud.routeServers().stream()
                .map(text -> new Raw(text, ROUTE_SERVER + " (default)"))
                .toList()
            : given;
    List<InetAddress> servers = new ArrayList<>();
    for (Raw raw : raws) {
      InetAddress server = address(raw, cloud);
      if (server.equals(local)) {
        throw raw.fault("the same as --local-address", "the route server's address");
      }
      if (server instanceof Inet4Address != local instanceof Inet4Address) {
        throw raw.fault("not of the same family as --local-address", "the same family");
      }
      if (servers.contains(server)) {
        throw raw.fault("given twice", "each route server once");
      }
      servers.add(server);
    }
    return servers;
  }

  private InetAddress routerId(InetAddress local) {
    Optional<Raw> raw = options.one("--router-id");
    if (raw.isEmpty() && !(local instanceof Inet4Address)) {
      throw new ConfigException("--router-id: missing; needed with IPv6: any IPv4 address");
    }
    InetAddress id = raw.map(SetupReader::address).orElse(local);
    if (!(id instanceof Inet4Address) || id.isAnyLocalAddress()) {
      throw raw.orElseThrow().fault("not a BGP identifier", "an IPv4 address");
    }
    return id;
  }

  private String executable() {
    Raw raw = options.one("--exavip").orElse(new Raw("/usr/bin/exavip", "--exavip (default)"));
    Watched.path(raw);
    return Word.of(raw);
  }

  private void checkVips(Watched service, Cloud cloud, InetAddress local) {
    List<Network> networks = networks(cloud, local);
    service
        .vips()
        .forEach(
            (vip, raw) -> {
              if (!vip.isIpv4() && !cloud.takesIpv6()) {
                throw raw.fault(
                    vip + " would never be routed: " + cloud.product() + " takes no IPv6 routes",
                    "IPv4 prefixes");
              }
              if (service.selfNextHops().contains(vip)
                  && vip.isIpv4() != local instanceof Inet4Address) {
                throw raw.fault(
                    vip + " is not of the family of --local-address, its next hop",
                    "the same family");
              }
              for (Network network : networks) {
                checkOutside(vip, network, raw);
              }
            });
  }

  private static void checkOutside(Prefix vip, Network network, Raw raw) {
    if (network.holds(vip)) {
      throw raw.fault(
          vip
              + " lies in the VNet "
              + network
              + ", whose system routes beat BGP: nobody would"
              + " reach the app there",
          "a prefix outside, such as 10.1.0.5/32 (--vnet says where the VNet is)");
    }
  }

  private OptionalLong number(String option, long min, long max) {
    Optional<Raw> raw = options.one(option);
    return raw.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(raw.get().read(min + " to " + max, text -> inRange(text, min, max)));
  }

  private static long inRange(String text, long min, long max) {
    if (!text.matches("\\d{1,10}")) {
      throw new IllegalArgumentException("not a number");
    }
    long value = Long.parseLong(text);
    if (value < min || value > max) {
      throw new IllegalArgumentException("out of range");
    }
    return value;
  }

  private static InetAddress address(Raw raw, Cloud cloud) {
    InetAddress address = address(raw);
    if (!(address instanceof Inet4Address) && !cloud.takesIpv6()) {
      throw raw.fault(cloud.product() + " has no IPv6", "an IPv4 address");
    }
    if (address.isMulticastAddress()) {
      throw raw.fault("a multicast address", "the address of a host");
    }
    return address;
  }

  private static InetAddress address(Raw raw) {
    return raw.read(
        "an IP address",
        text ->
            IpLiteral.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an IP address")));
  }

  private static Cloud cloud(String text) {
    return Cloud.named(text).orElseThrow(() -> new IllegalArgumentException("no such cloud"));
  }
}
