package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.host.Account;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.HttpCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.route.IpLiteral;
import io.exavip.route.RouteKey;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of exavip in the {@code run} line. */
final class RunOptionRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (ExavipProcess exavip : subject.exavips()) {
      Where where = subject.at(exavip.section().runLine());
      if (!exavip.command().equals("run")) {
        findings.add(
            Finding.error(
                "run-options",
                where,
                "'exavip "
                    + exavip.command()
                    + "' announces nothing and ends at once: after 5"
                    + " starts in a minute ExaBGP ends, too",
                "write: exavip run ..."));
      }
      exavip
          .problem()
          .ifPresent(
              problem ->
                  findings.add(
                      Finding.error(
                          "run-options",
                          where,
                          problem + ": exavip stays, with the VIP withdrawn",
                          "write what is allowed, and see it with exavip run --check-config")));
      findings.addAll(neverAnnouncing(exavip, where));
      findings.addAll(files(subject, exavip, where));
      findings.addAll(neighbors(subject, exavip, where));
    }
    return findings;
  }

  private static List<Finding> neverAnnouncing(ExavipProcess exavip, Where where) {
    return exavip.options().stream()
        .filter(Set.of("--dry-run", "--check-config", "--help", "-h")::contains)
        .map(
            option ->
                Finding.error(
                    "run-options",
                    where,
                    option + ": exavip gives ExaBGP no commands",
                    "leave it out"))
        .toList();
  }

  private static List<Finding> files(Subject subject, ExavipProcess exavip, Where where) {
    List<Finding> findings = new ArrayList<>();
    exavip
        .file()
        .filter(file -> !file.startsWith("/"))
        .ifPresent(
            file ->
                findings.add(
                    Finding.warning(
                        "run-options",
                        where,
                        "--config " + file + ": ExaBGP runs exavip in the folder /",
                        "write the whole path: --config /etc/exavip/exavip.yaml")));
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
    String mend = barrier.equals(file) ? "chmod o+r " + file : "chmod o+x " + barrier;
    return Finding.error(
        "run-options",
        where,
        "exavip runs as user " + user + ", who may not read " + file + " because of " + barrier,
        mend);
  }

  private static List<Finding> neighbors(Subject subject, ExavipProcess exavip, Where where) {
    Set<InetAddress> peers =
        subject.neighbors().stream()
            .map(Neighbor::peerAddress)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return exavip.keys().stream()
        .map(RouteKey::neighbors)
        .flatMap(List::stream)
        .distinct()
        .filter(address -> !peers.contains(address))
        .map(
            address ->
                Finding.error(
                    "run-options",
                    where,
                    "--neighbor " + IpLiteral.text(address) + ": no such neighbor in the file",
                    "name a neighbor of the file, or leave it out: all get the route"))
        .toList();
  }

  private static List<ServiceSpec> services(ExavipProcess exavip) {
    return exavip.config().map(config -> config.services()).orElse(List.of());
  }
}
