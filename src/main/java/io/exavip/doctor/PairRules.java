package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Setting;
import io.exavip.exabgp.conf.Where;
import io.exavip.health.Verdict;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The two VMs of a pair: the same VIP to the same route servers, one of them preferred. */
final class PairRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    return subject.other().map(other -> compare(subject.own(), other)).orElse(List.of());
  }

  private static List<Finding> compare(Configured own, Configured other) {
    List<Finding> findings = new ArrayList<>();
    sameLine(own, other, "local-address", "only one of the VMs can have it")
        .ifPresent(findings::add);
    sameLine(own, other, "router-id", "BGP takes both VMs for one router").ifPresent(findings::add);
    findings.addAll(peers(own, other));
    findings.addAll(vips(own, other));
    for (Announcement mine : up(own)) {
      up(other).stream()
          .filter(theirs -> theirs.prefix().equals(mine.prefix()))
          .findFirst()
          .ifPresent(theirs -> findings.addAll(preference(own, other, mine, theirs)));
    }
    return findings;
  }

  private static Optional<Finding> sameLine(
      Configured own, Configured other, String name, String why) {
    Set<String> theirs =
        settings(other, name).stream().map(Setting::text).collect(Collectors.toSet());
    return settings(own, name).stream()
        .filter(setting -> theirs.contains(setting.text()) && !setting.text().equals("auto"))
        .findFirst()
        .map(
            setting ->
                Finding.error(
                    "pair-" + name,
                    own.at(setting.line()),
                    name + " " + setting.text() + " is in " + other.file() + ", too: " + why,
                    "write this VM's own address: " + name + " ...;"));
  }

  private static List<Setting> settings(Configured file, String name) {
    return file.conf().neighbors().stream()
        .map(neighbor -> neighbor.setting(name))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Finding> peers(Configured own, Configured other) {
    Set<InetAddress> mine = addresses(own);
    return other.conf().neighbors().stream()
        .filter(n -> n.peerAddress().isPresent() && !mine.contains(n.peerAddress().get()))
        .map(
            neighbor ->
                Finding.warning(
                    "route-servers",
                    own.at(0),
                    "neighbor "
                        + neighbor.peer()
                        + " of "
                        + other.file()
                        + " is missing here: that"
                        + " route server knows one VM only",
                    "write: neighbor " + neighbor.peer() + " { ... }"))
        .toList();
  }

  private static Set<InetAddress> addresses(Configured file) {
    return file.conf().neighbors().stream()
        .map(Neighbor::peerAddress)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static List<Finding> vips(Configured own, Configured other) {
    if (other.exavips().isEmpty()) {
      return List.of(
          Finding.error(
              "pair-vip",
              other.at(0),
              "no process runs exavip: the pair has one VM only",
              "write: process exavip { run /usr/bin/exavip run --ip ...; encoder text; }"));
    }
    return own.exavips().stream()
        .flatMap(
            exavip ->
                exavip.vips().stream()
                    .filter(vip -> !other.vips().contains(vip))
                    .map(
                        vip ->
                            Finding.warning(
                                "pair-vip",
                                own.at(exavip.section().runLine()),
                                vip
                                    + " is not announced by "
                                    + other.file()
                                    + ": nobody takes over from this VM",
                                "announce the same prefix on both VMs")))
        .toList();
  }

  private static List<Announcement> up(Configured file) {
    return Announcement.of(file).stream().filter(a -> a.verdict() == Verdict.UP).toList();
  }

  private static List<Finding> preference(
      Configured own, Configured other, Announcement mine, Announcement theirs) {
    List<Finding> findings = new ArrayList<>();
    Where where = own.at(mine.exavip().section().runLine());
    int order = mine.compare(theirs);
    if (order == 0) {
      findings.add(
          Finding.error(
              "pair-path",
              where,
              mine.prefix()
                  + ": both VMs announce a path of "
                  + mine.length()
                  + ": the route servers spread the traffic over both (ECMP)",
              "make that of the secondary longer: --as-path '65010 65010 65010'"));
    } else {
      findings.addAll(staysPreferred(own, other, mine, theirs, order < 0));
      String primary = order < 0 ? "this VM" : other.file().toString();
      findings.add(Finding.note("pair-path", where, mine.prefix() + ": the primary is " + primary));
    }
    if (order != 0 && Math.min(mine.length(), theirs.length()) > 1) {
      findings.add(
          Finding.note(
              "pair-path",
              where,
              mine.prefix() + ": both paths are prepended; the primary needs no --as-path"));
    }
    return findings;
  }

  /** The primary's route, announced although it is down, must be the worse one. */
  private static List<Finding> staysPreferred(
      Configured own,
      Configured other,
      Announcement mine,
      Announcement theirs,
      boolean ownIsPrimary) {
    Configured primary = ownIsPrimary ? own : other;
    Announcement secondary = ownIsPrimary ? theirs : mine;
    return Announcement.of(primary).stream()
        .filter(a -> a.prefix().equals(mine.prefix()) && a.verdict() != Verdict.UP)
        .filter(a -> a.compare(secondary) <= 0)
        .map(
            a ->
                Finding.error(
                    "pair-down",
                    primary.at(a.exavip().section().runLine()),
                    a.prefix()
                        + ": the primary announces "
                        + a.path()
                        + " even when it is "
                        + a.verdict().name().toLowerCase(Locale.ROOT)
                        + ", no worse than the secondary's "
                        + secondary.path()
                        + ": the traffic stays",
                    "make that path longer than the secondary's, or leave the option out"))
        .toList();
  }
}
