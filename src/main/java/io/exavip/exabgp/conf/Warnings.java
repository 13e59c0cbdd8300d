package io.exavip.exabgp.conf;

import io.exavip.route.Prefix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What may be meant, but mostly is not; each line says what would happen. */
final class Warnings {
  private static final int SHORT_HOLD_TIME = 9;
  private static final int LONG_HOLD_TIME = 180;

  private final Setup setup;
  private final List<String> lines = new ArrayList<>();

  private Warnings(Setup setup) {
    this.setup = setup;
  }

  /**
   * Looks for them.
   *
   * @param setup what will be written
   * @param networkKnown whether it is known where the cloud's network is
   * @param host the VM; empty if the configuration is for another one
   * @return one line each
   */
  static List<String> of(Setup setup, boolean networkKnown, Optional<ConfHost> host) {
    Warnings warnings = new Warnings(setup);
    warnings.ofSessions();
    warnings.ofRank();
    if (!networkKnown) {
      warnings.lines.add("--vnet is not given: whether a VIP lies inside of it was not checked");
    }
    host.ifPresent(warnings::ofHost);
    return List.copyOf(warnings.lines);
  }

  private void ofSessions() {
    if (setup.routeServers().size() == 1) {
      lines.add(
          "--route-server: only one: while it is down for maintenance nobody has the route;"
              + " name every instance");
    }
    if (setup.holdTime() < SHORT_HOLD_TIME) {
      lines.add(
          "--hold-time "
              + setup.holdTime()
              + ": a busy moment of the VM would look like its loss; "
              + SHORT_HOLD_TIME
              + " and more is calm");
    }
    if (setup.holdTime() > LONG_HOLD_TIME) {
      lines.add(
          "--hold-time " + setup.holdTime() + ": the loss of the VM is noticed that late at worst");
    }
    if (setup.md5Password().isPresent() && !setup.rank().cloud().takesMd5Password()) {
      lines.add(
          "--md5-password-file: "
              + setup.rank().cloud().product()
              + " has no setting for a password; without it there, no session would come up");
    }
  }

  private void ofRank() {
    RoutePreference rank = setup.rank();
    if (rank.role() == Role.PRIMARY && rank.prepend() > 0) {
      lines.add(
          "--prepend "
              + rank.prepend()
              + " on the primary: the secondary needs more than that, or it gets the traffic");
    }
  }

  private void ofHost(ConfHost host) {
    if (!host.has(setup.localAddress())) {
      lines.add(
          "--local-address "
              + setup.localText()
              + ": no interface of this host has it: no session would come up"
              + " (--elsewhere: for another VM)");
    }
    for (Prefix vip : setup.service().vips().keySet()) {
      if (!host.hasAddressIn(vip)) {
        lines.add(
            vip
                + ": no interface of this host has it: packets to it would be dropped;"
                + " ip addr add "
                + vip
                + " dev lo");
      }
    }
    Path executable = Path.of(setup.executable());
    if (!host.canExecute(executable)) {
      lines.add(
          "--exavip "
              + executable
              + ": no such program: ExaBGP would refuse the whole configuration");
    }
    setup
        .service()
        .missingFile()
        .ifPresent(file -> lines.add("--config " + file + ": not there yet: nothing is announced"));
  }
}
