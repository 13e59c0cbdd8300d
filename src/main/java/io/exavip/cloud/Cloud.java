package io.exavip.cloud;

import io.exavip.route.Prefix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** A cloud whose route servers take routes from VMs by BGP. */
public enum Cloud {
  /** Azure Route Server. */
  AZURE(
      "Azure Route Server",
      OptionalLong.of(65515),
      List.of("10.0.1.4", "10.0.1.5"),
      Optional.of("10.0.0.0/16"),
      new LocalAsRule(
          "Azure",
          AsRange.list("1-65534"),
          AsRange.list(
              "8074,8075,12076,23456,64496-64511,65515,65517-65520,65535-65551,4294967295"))),

  /** Amazon VPC Route Server. */
  AWS(
      "Amazon VPC Route Server",
      OptionalLong.empty(),
      List.of(),
      Optional.empty(),
      new LocalAsRule(
          "IANA",
          AsRange.list("1-4294967294"),
          AsRange.list("0,23456,64496-64511,65535-65551,4294967295"))),

  /** Google Cloud Router, the VMs being router appliances. */
  GCP(
      "Google Cloud Router",
      OptionalLong.empty(),
      List.of(),
      Optional.empty(),
      new LocalAsRule("Google", AsRange.list("64512-65534,4200000000-4294967294"), List.of()));

  private final String product;
  private final OptionalLong routeServerAs;
  private final List<String> routeServers;

  /** As text: an address cannot be part of a native executable. */
  private final Optional<String> network;

  private final LocalAsRule localAs;

  Cloud(
      String product,
      OptionalLong routeServerAs,
      List<String> routeServers,
      Optional<String> network,
      LocalAsRule localAs) {
    this.product = product;
    this.routeServerAs = routeServerAs;
    this.routeServers = routeServers;
    this.network = network;
    this.localAs = localAs;
  }

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What the cloud calls its route server.
   *
   * @return for example {@code Azure Route Server}
   */
  public String product() {
    return product;
  }

  /**
   * The AS of the route server. Azure: always 65515 (Azure Route Server FAQ). AWS: chosen with the
   * route server, {@code AmazonSideAsn} (EC2 API, CreateRouteServer). GCP: chosen with the router,
   * {@code gcloud compute routers create --asn}.
   *
   * @return the AS number; empty where the user chooses it
   */
  public OptionalLong routeServerAs() {
    return routeServerAs;
  }

  /**
   * The addresses of both route servers in the documented set-up. Azure: the first two of the
   * subnet 10.0.1.0/24, since Azure keeps .0 to .3 for itself (Azure virtual network FAQ).
   *
   * @return the addresses; empty where there is no common choice
   */
  public List<String> routeServers() {
    return routeServers;
  }

  /**
   * The network of the documented set-up, in which a VIP must not lie: its own routes beat those
   * learned by BGP (Azure Route Server FAQ; AWS VPC guide, "Route priority"; GCP VPC guide,
   * "Applicability and order": subnet routes come first).
   *
   * @return the network; empty where there is no common choice
   */
  public Optional<Prefix> network() {
    return network.map(Prefix::parse);
  }

  /**
   * What speaks against a VM's AS number. Azure: 16 bits, without its own and IANA's reserved
   * numbers (Azure Route Server FAQ). AWS: 1 to 4294967295, private ones recommended (EC2 API,
   * RouteServerBgpOptions), less those that RFC 5398, 6793 and 7300 reserve. GCP: private ones of
   * RFC 6996 alone ({@code gcloud compute routers add-bgp-peer --peer-asn}). Whether it equals the
   * route server's AS is for the caller to see.
   *
   * @param as the VM's AS number
   * @return the problem in words, naming the range; empty if there is none
   */
  public Optional<String> localAsProblem(long as) {
    return localAs.problem(as);
  }

  /**
   * How the primary's route is made the better one. Azure: AS path (Azure Route Server FAQ). AWS:
   * AS path or MED (Amazon VPC guide, "How Amazon VPC Route Server works"). GCP: MED, which becomes
   * the route's priority for the whole region (Cloud Router overview, "Learned routes").
   *
   * @return the attribute that differs
   */
  public Preference preference() {
    return this == GCP ? Preference.MED : Preference.AS_PATH;
  }

  /**
   * Whether IPv6 routes are taken. Azure: no (Azure Route Server FAQ). AWS: yes (EC2 API,
   * RouteServer). GCP: yes ({@code gcloud compute routers add-bgp-peer --enable-ipv6}).
   *
   * @return true if an IPv6 VIP can work
   */
  public boolean takesIpv6() {
    return this != AZURE;
  }

  /**
   * Whether the route server offers BFD. Azure: no (Azure Route Server FAQ). AWS: {@code
   * peerLivenessDetection} (EC2 API, RouteServerBgpOptions). GCP: {@code
   * --bfd-session-initialization-mode} (gcloud reference). ExaBGP has none of its own.
   *
   * @return true if a BFD daemon beside ExaBGP can shorten the loss of a link
   */
  public boolean offersBfd() {
    return this != AZURE;
  }

  /**
   * Whether a session can have a password (RFC 2385). Azure: none of the parameters of {@code az
   * network routeserver peering create}. AWS: none of those of EC2 API, RouteServerBgpOptions. GCP:
   * {@code gcloud compute routers add-bgp-peer --md5-authentication-key}.
   *
   * @return true if the route server can be told a password
   */
  public boolean takesMd5Password() {
    return this == GCP;
  }

  /**
   * The hold time that is asked for, the lower of both sides' being used (RFC 4271, 4.2). Azure
   * offers 180 and kept sessions with 30 up when it was tried. The others' 30 is our choice: GCP
   * offers 60, three times its keepalive of 20 (gcloud reference, {@code --keepalive-interval}).
   *
   * @return seconds
   */
  public int holdTime() {
    return 30;
  }
}
