package io.exavip.doctor;

import io.exavip.exabgp.conf.Setting;
import io.exavip.exabgp.conf.Where;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.exabgp.install.ExaBgpInstallation.EnvSetting;
import io.exavip.exabgp.install.ExaBgpInstallation.Version;
import io.exavip.host.Account;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ExaBGP on this host: its version, its settings, its user. */
final class InstallationRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>(version(subject));
    subject
        .installation()
        .setting("api", "ack")
        .filter(ExaBgpInstallation::isOff)
        .ifPresent(
            ack ->
                findings.add(
                    Finding.warning(
                        "ack",
                        ack.where(),
                        "exabgp.api.ack is off: exavip is not told of commands that ExaBGP refuses",
                        "write: ack = true (exabgp.api)")));
    subject
        .installation()
        .setting("api", "respawn")
        .filter(ExaBgpInstallation::isOff)
        .ifPresent(
            off ->
                findings.add(
                    Finding.warning(
                        "respawn",
                        off.where(),
                        ProcessRules.NOT_STARTED_AGAIN,
                        "write: respawn = true (exabgp.api)")));
    user(subject).ifPresent(findings::add);
    return findings;
  }

  private static List<Finding> version(Subject subject) {
    Optional<Path> program = subject.exabgp();
    if (program.isEmpty()) {
      return List.of(
          Finding.error(
              "exabgp-version",
              subject.at(0),
              "ExaBGP is not on this host: nothing reads the file",
              "apt install exabgp"));
    }
    Where where = new Where(program.get(), 0);
    Optional<Version> found = subject.installation().version(program.get());
    if (found.isEmpty()) {
      return List.of(
          Finding.warning(
              "exabgp-version",
              where,
              "it does not say its version: exavip knows ExaBGP 4.2 and 5.0",
              "see what this prints: " + program.get() + " --version"));
    }
    Version version = found.get();
    if (version.major() < 4 || version.major() == 4 && version.minor() < 2) {
      return List.of(
          Finding.error(
              "exabgp-version",
              where,
              "ExaBGP " + version.text() + " is too old: exavip knows 4.2 and 5.0",
              "install ExaBGP 4.2 or newer"));
    }
    if (version.major() == 4 && !subject.conf().newIn5().isEmpty()) {
      return subject.conf().newIn5().stream().map(word -> newIn5(subject, word, version)).toList();
    }
    String tried = version.major() > 5 ? ": exavip was not tried with it" : "";
    return List.of(Finding.note("exabgp-version", where, "ExaBGP " + version.text() + tried));
  }

  private static Finding newIn5(Subject subject, Setting word, Version version) {
    return Finding.error(
        "exabgp-version",
        subject.at(word.line()),
        "'" + word.name() + "' is new in ExaBGP 5.0: " + version.text() + " refuses the file",
        "leave it out");
  }

  private static Optional<Finding> user(Subject subject) {
    EnvSetting user = subject.installation().user();
    Path file = subject.own().file().toAbsolutePath();
    Optional<Account> account = Account.named(user.value(), subject.host());
    if (account.isEmpty()) {
      return Optional.of(
          Finding.error(
              "user",
              user.where(),
              "ExaBGP runs as user "
                  + user.value()
                  + ", who is not on this host: it does not start",
              "adduser --system --group " + user.value()));
    }
    return account
        .get()
        .unreadable(file, subject.host())
        .map(
            barrier ->
                Finding.error(
                    "user",
                    subject.at(0),
                    "ExaBGP runs as user "
                        + user.value()
                        + ", who may not read the file because of "
                        + barrier,
                    barrier.equals(file)
                        ? "chgrp " + user.value() + " " + file + " && chmod g+r " + file
                        : "chmod o+x " + barrier));
  }
}
