package io.exavip.doctor;

import io.exavip.exabgp.conf.Api;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.exabgp.conf.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Each neighbor takes exavip's commands: the {@code api} sections. */
final class ApiRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Set<String> defined =
        subject.conf().processes().stream().map(ProcessSection::name).collect(Collectors.toSet());
    for (Neighbor neighbor : subject.neighbors()) {
      for (Api api : neighbor.apis()) {
        findings.addAll(undefined(subject, neighbor, api, defined));
      }
      if (!subject.exavips().isEmpty()) {
        findings.addAll(bound(subject, neighbor));
      }
    }
    return findings;
  }

  private static List<Finding> undefined(
      Subject subject, Neighbor neighbor, Api api, Set<String> defined) {
    List<Finding> findings = new ArrayList<>();
    for (Setting name : api.processes()) {
      if (!defined.contains(name.name())) {
        findings.add(
            Finding.error(
                "process-undefined",
                subject.at(name.line()),
                "neighbor "
                    + neighbor.peer()
                    + " names the process "
                    + name.name()
                    + ", which is not defined: ExaBGP refuses the file",
                "defined: " + (defined.isEmpty() ? "none" : String.join(", ", defined))));
      }
    }
    if (!api.processes().isEmpty() && !api.patterns().isEmpty()) {
      findings.add(
          Finding.error(
              "process-undefined",
              subject.at(api.line()),
              "processes and processes-match in one neighbor: ExaBGP refuses the file",
              "leave processes-match out"));
    }
    return findings;
  }

  private static List<Finding> bound(Subject subject, Neighbor neighbor) {
    String name = subject.exavips().get(0).section().name();
    List<Api> apis =
        subject.exavips().stream()
            .flatMap(exavip -> neighbor.apisOf(exavip.section().name()))
            .distinct()
            .toList();
    String fix = "api { processes [ " + name + " ]; neighbor-changes; }";
    if (apis.isEmpty()) {
      int line = neighbor.apis().isEmpty() ? neighbor.line() : neighbor.apis().get(0).line();
      return List.of(
          Finding.error(
              "api-missing",
              subject.at(line),
              "neighbor "
                  + neighbor.peer()
                  + " takes no commands from exavip: it never gets the VIP, and ExaBGP answers done"
                  + " all the same",
              "write in it: " + fix));
    }
    if (apis.stream().noneMatch(Api::neighborChanges)) {
      return List.of(
          Finding.note(
              "neighbor-changes",
              subject.at(apis.get(0).line()),
              "without neighbor-changes the log of exavip does not tell when the session to "
                  + neighbor.peer()
                  + " goes up or down"));
    }
    return List.of();
  }
}
