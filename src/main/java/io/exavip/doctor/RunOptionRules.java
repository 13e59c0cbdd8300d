package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.route.IpLiteral;
import io.exavip.route.RouteKey;
import java.net.InetAddress;
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
          .filter(problem -> !exavip.isFileMissing())
          .ifPresent(
              problem ->
                  findings.add(
                      Finding.error(
                          "run-options",
                          where,
                          problem + ": exavip stays, with the VIP withdrawn",
                          "write what is allowed, and see it with exavip run --check-config")));
      findings.addAll(neverAnnouncing(exavip, where));
      relative(exavip, where).ifPresent(findings::add);
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

  private static Optional<Finding> relative(ExavipProcess exavip, Where where) {
    return exavip
        .file()
        .filter(file -> !file.startsWith("/"))
        .map(
            file ->
                Finding.warning(
                    "run-options",
                    where,
                    "--config " + file + ": ExaBGP runs exavip in the folder /",
                    "write the whole path: --config /etc/exavip/exavip.yaml"));
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
}
