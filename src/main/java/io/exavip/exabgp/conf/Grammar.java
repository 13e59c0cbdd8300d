package io.exavip.exabgp.conf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which commands and sections ExaBGP 4.2 and 5.0 know where. */
enum Grammar {
  /** The file. */
  ROOT(""),
  /** ExaBGP 3's groups, which 4.2 and 5.0 refuse. */
  GROUP(null),
  /** A program that ExaBGP runs. */
  PROCESS("encoder respawn run"),
  /** Settings for several neighbors. */
  TEMPLATE(""),
  /** A BGP session, or a template of one. */
  NEIGHBOR(
      "inherit description host-name domain-name router-id hold-time rate-limit local-address"
          + " source-interface peer-address local-as peer-as passive listen connect outgoing-ttl"
          + " incoming-ttl md5-password md5-base64 md5-ip group-updates auto-flush adj-rib-out"
          + " adj-rib-in manual-eor"),
  /** What is offered to the peer. */
  CAPABILITY(
      "nexthop add-path asn4 graceful-restart multi-session operational route-refresh aigp"
          + " extended-message software-version"),
  /** Address families. */
  FAMILY("ipv4 ipv6 l2vpn bgp-ls all"),
  /** Which process speaks for the neighbor. */
  API("processes processes-match neighbor-changes negotiated fsm signal"),
  /** What a process is told. */
  DIRECTION("parsed packets consolidate open update notification keepalive refresh operational"),
  /** Routes in the file. */
  STATIC("route attributes attribute"),
  /** Routes in the file, by family. */
  ANNOUNCE(""),
  /** Not looked into. */
  OPAQUE(null);

  /** Known to 5.0 alone. */
  private static final Set<String> NEW_IN_5 =
      Set.of("source-interface", "processes-match", "software-version");

  private static final Set<String> SWITCHES =
      Set.of(
          "respawn",
          "passive",
          "group-updates",
          "auto-flush",
          "adj-rib-out",
          "adj-rib-in",
          "manual-eor",
          "nexthop",
          "asn4",
          "multi-session",
          "operational",
          "route-refresh",
          "aigp",
          "extended-message",
          "software-version",
          "neighbor-changes",
          "negotiated",
          "fsm",
          "signal");

  private static final Map<Grammar, Map<String, Grammar>> SECTIONS =
      Map.of(
          ROOT,
          Map.of("process", PROCESS, "neighbor", NEIGHBOR, "template", TEMPLATE, "group", GROUP),
          GROUP,
          Map.of(
              "process", PROCESS, "neighbor", NEIGHBOR, "static", STATIC, "capability", CAPABILITY),
          TEMPLATE,
          Map.of("neighbor", NEIGHBOR),
          NEIGHBOR,
          Map.of(
              "family", FAMILY,
              "capability", CAPABILITY,
              "add-path", OPAQUE,
              "nexthop", OPAQUE,
              "api", API,
              "static", STATIC,
              "flow", OPAQUE,
              "l2vpn", OPAQUE,
              "operational", OPAQUE,
              "announce", ANNOUNCE),
          API,
          Map.of("send", DIRECTION, "receive", DIRECTION),
          STATIC,
          Map.of("route", OPAQUE),
          ANNOUNCE,
          Map.of("ipv4", OPAQUE, "ipv6", OPAQUE, "l2vpn", OPAQUE));

  private final Optional<List<String>> commands;

  Grammar(String commands) {
    this.commands =
        Optional.ofNullable(commands)
            .map(text -> Arrays.stream(text.split(" ")).filter(w -> !w.isEmpty()).toList());
  }

  boolean knowsCommand(String name) {
    return commands.isEmpty() || commands.get().contains(name);
  }

  /** What a section of this name is in here; empty if there is none. */
  Optional<Grammar> section(String name) {
    Optional<Grammar> known = Optional.ofNullable(SECTIONS.getOrDefault(this, Map.of()).get(name));
    return known.isEmpty() && commands.isEmpty() ? Optional.of(OPAQUE) : known;
  }

  boolean isSwitch(String name) {
    return this != OPAQUE && this != GROUP && SWITCHES.contains(name);
  }

  boolean isNewIn5(String name) {
    return this != OPAQUE && NEW_IN_5.contains(name);
  }

  /** What may stand here instead of a word: the one that looks like it, or all. */
  String instead(String word) {
    Set<String> known = new TreeSet<>(commands.orElse(List.of()));
    known.addAll(SECTIONS.getOrDefault(this, Map.of()).keySet());
    known.remove("group");
    known.remove("attribute");
    Optional<String> near = known.stream().filter(name -> isNear(name, word)).findFirst();
    return near.map(name -> "write: " + name)
        .orElse("known here: " + (known.isEmpty() ? "nothing" : String.join(", ", known)));
  }

  /** One letter missing, too many or wrong, or two changed places, or - for _. */
  private static boolean isNear(String name, String word) {
    String plain = word.replace('_', '-');
    if (plain.equals(name) || plain.equals(name + "s") || name.equals(plain + "s")) {
      return true;
    }
    int head = 0;
    int most = Math.min(name.length(), plain.length());
    while (head < most && name.charAt(head) == plain.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < most - head
        && name.charAt(name.length() - 1 - tail) == plain.charAt(plain.length() - 1 - tail)) {
      tail++;
    }
    int different = Math.max(name.length(), plain.length()) - head - tail;
    return name.length() > 3 && different <= 2;
  }
}
