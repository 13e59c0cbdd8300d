package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Setting;
import io.exavip.exabgp.conf.Where;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.CommandCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The app answers; if asked for, the peers do. */
final class ReachRules implements Rule {
  private static final int BGP = 179;

  private final Function<TimedCheck, ProbeResult> prober;

  /** Makes the rules. The prober runs a check once. */
  ReachRules(Function<TimedCheck, ProbeResult> prober) {
    this.prober = prober;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (ExavipProcess exavip : subject.exavips()) {
      Where where = subject.at(exavip.section().runLine());
      List<ServiceSpec> services = exavip.config().map(run -> run.services()).orElse(List.of());
      for (ServiceSpec service : services) {
        service.checks().forEach(check -> findings.add(check(where, service, check)));
      }
    }
    if (subject.options().reachPeers()) {
      subject.neighbors().forEach(n -> peer(subject, n).ifPresent(findings::add));
    }
    return findings;
  }

  private Finding check(Where where, ServiceSpec service, TimedCheck check) {
    String target = service.name() + ": " + check.check().target();
    if (check.check() instanceof CommandCheck) {
      return Finding.note("check", where, target + ": not tried; exavip check runs commands");
    }
    ProbeResult result = prober.apply(check);
    return result.healthy()
        ? Finding.note("check", where, target + ": " + result.reason())
        : Finding.warning(
            "check",
            where,
            target + ": " + result.reason() + ": the VIP is not announced while this is so",
            "start the app, or correct the check");
  }

  private static Optional<Finding> peer(Subject subject, Neighbor neighbor) {
    Optional<InetAddress> from = neighbor.localAddress();
    Optional<InetAddress> peer = neighbor.peerAddress();
    if (from.isEmpty() || peer.isEmpty()) {
      return Optional.empty();
    }
    int port =
        neighbor
            .setting("connect")
            .map(Setting::text)
            .filter(text -> text.matches("[1-9]\\d{0,4}"))
            .map(Integer::parseInt)
            .orElse(BGP);
    return subject
        .host()
        .connectProblem(from.get(), new InetSocketAddress(peer.get(), port))
        .map(
            problem ->
                Finding.error(
                    "peer-unreachable",
                    subject.at(neighbor.line()),
                    "neighbor " + neighbor.peer() + ", TCP port " + port + ": " + problem,
                    "look at routes, firewall and security groups on the way"));
  }
}
