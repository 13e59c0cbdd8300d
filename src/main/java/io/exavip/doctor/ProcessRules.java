package io.exavip.doctor;

import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.exabgp.conf.Setting;
import io.exavip.exabgp.conf.Where;
import io.exavip.route.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code process} sections: exavip is one of them, and ExaBGP reads them. */
final class ProcessRules implements Rule {
  static final String NOT_STARTED_AGAIN =
      "exavip is not started again when it dies, and its route stays without a watch";

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

  private static List<Finding> respawn(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (ExavipProcess exavip : subject.exavips()) {
      exavip
          .section()
          .respawn()
          .filter(Setting::isOff)
          .ifPresent(
              off ->
                  findings.add(
                      Finding.warning(
                          "respawn",
                          subject.at(off.line()),
                          NOT_STARTED_AGAIN,
                          "write: respawn true;")));
    }
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
