package io.exavip.doctor;

import io.exavip.exabgp.conf.Where;
import io.exavip.host.Account;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.HttpCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that exavip's options name are on this host, and its user may read them. */
final class ServiceFileRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    return subject.exavips().stream()
        .flatMap(exavip -> files(subject, exavip, subject.at(exavip.section().runLine())).stream())
        .toList();
  }

  private static List<Finding> files(Subject subject, ExavipProcess exavip, Where where) {
    List<Finding> findings = new ArrayList<>();
    if (exavip.isFileMissing()) {
      findings.add(
          Finding.error(
              "run-options",
              where,
              exavip.problem().orElseThrow() + ": exavip stays, with the VIP withdrawn",
              "write the file, and see it with exavip validate"));
    }
    List<Path> files = new ArrayList<>();
    exavip.file().filter(file -> file.startsWith("/")).map(Path::of).ifPresent(files::add);
    services(exavip).stream()
        .flatMap(service -> service.checks().stream())
        .map(TimedCheck::check)
        .filter(HttpCheck.class::isInstance)
        .flatMap(check -> ((HttpCheck) check).tls().caFile().stream())
        .forEach(files::add);
    String user = subject.installation().user().value();
    Account.named(user, subject.host())
        .ifPresent(
            account ->
                files.forEach(
                    file ->
                        account
                            .unreadable(file, subject.host())
                            .ifPresent(
                                barrier -> findings.add(barred(user, file, barrier, where)))));
    return findings;
  }

  private static Finding barred(String user, Path file, Path barrier, Where where) {
    String fix = barrier.equals(file) ? "chmod o+r " + file : "chmod o+x " + barrier;
    return Finding.error(
        "run-options",
        where,
        "exavip runs as user " + user + ", who may not read " + file + " because of " + barrier,
        fix);
  }

  private static List<ServiceSpec> services(ExavipProcess exavip) {
    return exavip.config().map(config -> config.services()).orElse(List.of());
  }
}
