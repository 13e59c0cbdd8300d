package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Role;
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
    return subject
        .other()
        .map(other -> compare(subject.own(), other, subject.options().role()))
        .orElse(List.of());
  }

  private static List<Finding> compare(Configured own, Configured other, Optional<Role> role) {
    Optional<Finding> sameVm =
        sameLine(own, other, "local-address", "only one of the VMs can have it");
    if (sameVm.isPresent()) {
      return List.of(sameVm.get()); // mostly the same file; then nothing else is worth a word
    }
    List<Finding> findings = new ArrayList<>();
    sameLine(own, other, "router-id", "BGP takes both VMs for one router").ifPresent(findings::add);
    findings.addAll(peers(own, other));
    findings.addAll(unreadable(other));
    findings.addAll(vips(own, other));
    List<Announcement> mine = Announcement.beside(other, own);
    List<Announcement> theirs = Announcement.beside(own, other);
    for (Announcement here : up(mine)) {
      up(theirs).stream()
          .filter(there -> there.prefix().equals(here.prefix()))
          .findFirst()
          .ifPresent(
              there -> {
                findings.addAll(preference(own, other, here, there, role));
                int order = here.compare(there);
                if (order < 0) {
                  findings.addAll(staysPreferred(own, mine, there));
                } else if (order > 0) {
                  findings.addAll(staysPreferred(other, theirs, here));
                }
              });
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
    if (other.exavips().stream().anyMatch(exavip -> exavip.config().isEmpty())) {
      return List.of(); // nobody knows here what it announces
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

  /** What is not known of the other VM here. */
  private static List<Finding> unreadable(Configured other) {
    return other.exavips().stream()
        .filter(exavip -> exavip.config().isEmpty())
        .map(
            exavip ->
                Finding.warning(
                    "pair-vip",
                    other.at(exavip.section().runLine()),
                    exavip.problem().orElse("exavip " + exavip.command() + " announces nothing")
                        + ": whether both VMs announce the same was not compared",
                    exavip.isFileMissing()
                        ? "copy the other VM's file to this place for the comparison"
                        : "correct it there"))
        .toList();
  }

  private static List<Announcement> up(List<Announcement> announcements) {
    return announcements.stream().filter(a -> a.verdict() == Verdict.UP).toList();
  }

  private static List<Finding> preference(
      Configured own,
      Configured other,
      Announcement mine,
      Announcement theirs,
      Optional<Role> role) {
    Where where = own.at(mine.exavip().section().runLine());
    int order = mine.compare(theirs);
    if (order == 0) {
      return List.of(
          surely(
              mine,
              theirs,
              "pair-path",
              where,
              mine.vip()
                  + ": both VMs announce a path of "
                  + mine.length()
                  + (mine.attributes().med().isPresent() ? " and the same MED" : "")
                  + ": the route servers spread the traffic over both (ECMP)",
              mine.attributes().med().isPresent()
                  ? "give the secondary the higher --metric"
                  : "make that of the secondary longer: --as-path '65010 65010 65010'"));
    }
    if (role.isPresent() && (order < 0) != (role.get() == Role.PRIMARY)) {
      Announcement preferred = order < 0 ? mine : theirs;
      return List.of(
          surely(
              mine,
              theirs,
              "pair-path",
              where,
              mine.vip()
                  + ": the secondary's route is preferred, with the path "
                  + preferred.path()
                  + ": it would have the VIP while both are healthy",
              "give the shorter path, or at the same length the lower MED, to the primary"));
    }
    List<Finding> findings = new ArrayList<>();
    String primary = order < 0 ? "this VM" : other.file().toString();
    findings.add(Finding.note("pair-path", where, mine.vip() + ": the primary is " + primary));
    if (Math.min(mine.length(), theirs.length()) > 1) {
      findings.add(
          Finding.note(
              "pair-path",
              where,
              mine.vip() + ": both paths are prepended; the primary needs no --as-path"));
    }
    return findings;
  }

  /** The primary's route, announced although it is down, must be the worse one. */
  private static List<Finding> staysPreferred(
      Configured primary, List<Announcement> announced, Announcement secondary) {
    return announced.stream()
        .filter(a -> a.prefix().equals(secondary.prefix()) && a.verdict() != Verdict.UP)
        .filter(a -> a.compare(secondary) <= 0)
        .map(
            a ->
                surely(
                    a,
                    secondary,
                    "pair-down",
                    primary.at(a.exavip().section().runLine()),
                    a.vip()
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

  /** An error, but a warning where a file that is not on this host may say otherwise. */
  private static Finding surely(
      Announcement one, Announcement two, String rule, Where where, String what, String fix) {
    return one.guessed()
        .or(two::guessed)
        .map(
            file ->
                Finding.warning(
                    rule, where, what + ", unless " + file + " says otherwise (not here)", fix))
        .orElseGet(() -> Finding.error(rule, where, what, fix));
  }
}
