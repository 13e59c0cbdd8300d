package io.exavip.doctor;

import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.exabgp.conf.Setting;
import io.exavip.exabgp.conf.Where;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Account;
import io.exavip.host.Host;
import io.exavip.route.Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code process} sections: exavip is one of them, and ExaBGP can and will run it. */
final class ProcessRules implements Rule {
  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int FOLDER = 0040000;
  private static final int TYPE = 0170000;

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (subject.exavips().isEmpty()) {
      findings.add(
          Finding.error(
              "exavip-missing",
              subject.at(0),
              "no process runs exavip: nobody announces the VIP",
              "write: process exavip { run /usr/bin/exavip run --ip ...; encoder text; }"));
    }
    Set<String> names = new HashSet<>();
    for (ProcessSection section : subject.conf().processes()) {
      findings.addAll(section(subject, section, names.add(section.name())));
      program(subject, section).ifPresent(findings::add);
    }
    subject.exavips().forEach(exavip -> json(subject, exavip).ifPresent(findings::add));
    findings.addAll(respawn(subject));
    findings.addAll(sameVip(subject));
    return findings;
  }

  private static List<Finding> section(Subject subject, ProcessSection section, boolean first) {
    List<Finding> findings = new ArrayList<>();
    String process = "process " + section.name();
    Where where = subject.at(section.line());
    if (section.name().isEmpty()) {
      findings.add(
          Finding.error(
              "process-name",
              where,
              "a process without a name: no neighbor can name it",
              "write: process exavip {"));
    }
    if (!first) {
      findings.add(
          Finding.error(
              "process-name",
              where,
              process + " is there already: ExaBGP refuses the file",
              "give it another name, or leave it out"));
    }
    if (section.encoder().isEmpty()) {
      findings.add(
          Finding.error(
              "encoder",
              where,
              process + " has no encoder: ExaBGP refuses the file",
              "add to the section: encoder text;"));
    }
    if (section.command().isEmpty()) {
      findings.add(
          Finding.error(
              "run",
              where,
              process + " has no run: ExaBGP refuses the file",
              "add to the section: run /usr/bin/exavip run --ip ...;"));
    }
    return findings;
  }

  private static Optional<Finding> json(Subject subject, ExavipProcess exavip) {
    return exavip
        .section()
        .encoder()
        .filter(encoder -> encoder.text().equals("json"))
        .map(
            encoder ->
                Finding.warning(
                    "encoder",
                    subject.at(encoder.line()),
                    "exavip reads text: it would not hear of sessions that go up or down",
                    "write: encoder text;"));
  }

  private static Optional<Finding> program(Subject subject, ProcessSection section) {
    if (section.command().isEmpty()) {
      return Optional.empty();
    }
    String word = section.command().get(0);
    Where where = subject.at(section.runLine());
    if (!word.startsWith("/")) {
      return Optional.of(
          Finding.warning(
              "run",
              where,
              "'"
                  + word
                  + "' is no absolute path: ExaBGP takes it from /etc/exabgp, or from its"
                  + " own PATH",
              "write the whole path: run /usr/bin/" + word + " ...;"));
    }
    Path file = Path.of(word);
    Optional<Host.Status> status = subject.host().status(file);
    if (status.isEmpty()) {
      return Optional.of(
          Finding.error(
              "run",
              where,
              word + " is not on this host: ExaBGP refuses the file",
              "install it, or write its path"));
    }
    int mode = status.get().mode();
    if ((mode & TYPE) == FOLDER) {
      return Optional.of(
          Finding.error("run", where, word + " is a folder: ExaBGP refuses it", "name a program"));
    }
    if ((mode & (SETUID | SETGID)) != 0) {
      return Optional.of(
          Finding.error(
              "run",
              where,
              word + " is setuid or setgid: ExaBGP refuses to run it",
              "chmod ug-s " + word));
    }
    return forUser(subject, file, where);
  }

  private static Optional<Finding> forUser(Subject subject, Path file, Where where) {
    String user = subject.installation().user().value();
    Optional<Account> account = Account.named(user, subject.host());
    Optional<Path> notExecutable =
        account.flatMap(known -> known.notExecutable(file, subject.host()));
    Optional<Path> unreadable = account.flatMap(known -> known.unreadable(file, subject.host()));
    String what = "ExaBGP runs " + file + " as user " + user + ", who may not ";
    if (notExecutable.isPresent()) {
      Path barrier = notExecutable.get();
      return Optional.of(
          Finding.error("run", where, what + "execute " + barrier, "chmod o+x " + barrier));
    }
    return unreadable.map(
        barrier ->
            Finding.error(
                "run",
                where,
                what + "read " + barrier + ": ExaBGP 5 refuses it",
                "chmod o+r " + barrier));
  }

  private static List<Finding> respawn(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    String what = "exavip is not started again when it dies, and its route stays without a watch";
    for (ExavipProcess exavip : subject.exavips()) {
      exavip
          .section()
          .respawn()
          .filter(Setting::isOff)
          .ifPresent(
              off ->
                  findings.add(
                      Finding.warning(
                          "respawn", subject.at(off.line()), what, "write: respawn true;")));
    }
    subject
        .installation()
        .setting("api", "respawn")
        .filter(ExaBgpInstallation::isOff)
        .ifPresent(
            off ->
                findings.add(
                    Finding.warning(
                        "respawn", off.where(), what, "write: respawn = true (exabgp.api)")));
    return findings;
  }

  private static List<Finding> sameVip(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Map<Prefix, ExavipProcess> first = new HashMap<>();
    for (ExavipProcess exavip : subject.exavips()) {
      for (Prefix vip : exavip.vips()) {
        ExavipProcess other = first.putIfAbsent(vip, exavip);
        if (other != null) {
          findings.add(
              Finding.error(
                  "vip-twice",
                  subject.at(exavip.section().runLine()),
                  vip
                      + " is announced by process "
                      + other.section().name()
                      + ", too: one withdraws what the other announces",
                  "leave the prefix to one of them"));
        }
      }
    }
    return findings;
  }
}
