package io.exavip.exabgp.conf;

import io.exavip.cloud.Cloud;
import io.exavip.config.Choice;
import io.exavip.config.ConfigException;
import io.exavip.config.Raw;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the options; refuses what cannot be read, and what contradicts the role. Everything else is
 * judged by the doctor's rules when it stands in the file.
 */
final class SetupReader {
  static final String PREPEND = "--prepend";
  private static final String LOCAL_ADDRESS = "--local-address";
  private static final String ROUTE_SERVER = "--route-server";
  private static final String PEER_AS = "--peer-as";
  private static final String VNET = "--vnet";
  private static final long MAX_AS = 4294967294L;
  private static final long LOCAL_AS = 65010;
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
   * @throws ConfigException if an option cannot be read, saying what is allowed
   */
  Setup read() {
    Role role =
        options
            .one("--role")
            .map(Choice.of(Role.values())::read)
            .orElseThrow(
                () -> new ConfigException("--role: missing; needed: primary or secondary"));
    Cloud cloud = options.one("--cloud").map(Choice.of(Cloud.values())::read).orElse(Cloud.AZURE);
    RoutePreference rank = new RoutePreference(role, cloud, localAs(), prepend(role, cloud));
    InetAddress local = localAddress(cloud);
    return new Setup(
        rank,
        local,
        routeServers(cloud),
        routerId(local),
        peerAs(cloud),
        (int) number("--hold-time", 3, 65535).orElse(cloud.holdTime()),
        options.one("--md5-password-file").map(Md5Password::read),
        Watched.read(options, rank, environment),
        executable(),
        options.all(VNET).stream()
            .map(raw -> raw.read("an IP prefix such as 10.0.0.0/16", Prefix::parse))
            .toList());
  }

  private long peerAs(Cloud cloud) {
    OptionalLong given = number(PEER_AS, 1, MAX_AS);
    return (given.isPresent() ? given : cloud.routeServerAs())
        .orElseThrow(
            () ->
                new ConfigException(
                    PEER_AS
                        + ": missing; needed: the AS that was chosen for the "
                        + cloud.product()));
  }

  private long localAs() {
    return number("--local-as", 1, MAX_AS).orElse(LOCAL_AS);
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
    return address(raw, cloud);
  }

  private List<InetAddress> routeServers(Cloud cloud) {
    List<Raw> given = options.all(ROUTE_SERVER);
    if (given.isEmpty() && cloud.routeServers().isEmpty()) {
      throw new ConfigException(
          ROUTE_SERVER + ": missing; needed: the addresses of the " + cloud.product());
    }
    return given.isEmpty()
        ? cloud.routeServers().stream().flatMap(text -> IpLiteral.parse(text).stream()).toList()
        : given.stream().map(raw -> address(raw, cloud)).toList();
  }

  private InetAddress routerId(InetAddress local) {
    Optional<Raw> raw = options.one("--router-id");
    if (raw.isEmpty() && !(local instanceof Inet4Address)) {
      throw new ConfigException("--router-id: missing; needed with IPv6: any IPv4 address");
    }
    InetAddress id = raw.map(SetupReader::address).orElse(local);
    if (!(id instanceof Inet4Address)) {
      throw raw.orElseThrow().fault("not a BGP identifier", "an IPv4 address");
    }
    return id;
  }

  private String executable() {
    Raw raw = options.one("--exavip").orElse(new Raw("/usr/bin/exavip", "--exavip (default)"));
    Watched.path(raw);
    return Word.of(raw);
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
    return address;
  }

  private static InetAddress address(Raw raw) {
    return raw.read(
        "an IP address",
        text ->
            IpLiteral.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not an IP address")));
  }
}
