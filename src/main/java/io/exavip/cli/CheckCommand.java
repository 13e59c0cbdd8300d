package io.exavip.cli;

import io.exavip.config.ProcessSettings;
import io.exavip.config.RunConfig;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.ProbeFactory;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.Require;
import io.exavip.telemetry.DecisionText;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code exavip check}: every check once. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Runs every check once and prints a table.",
    footer = {
      "%nExit code: 0 all services healthy, 1 not, 2 bad input.",
      "%nExample:",
      "  exavip check --config /etc/exavip/exavip.yaml"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String ROW = "%-20s  %-4s  %-40s  %s%n";

  private final Vertx vertx;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  CheckCommand(Vertx vertx) {
    this.vertx = vertx;
  }

  private record Row(
      ServiceSpec service, TimedCheck check, CompletableFuture<ProbeResult> result) {}

  @Override
  public Integer call() {
    RunConfig services =
        config
            .source(
                KeyOptions.settings(spec.commandLine().getParseResult()),
                ProcessSettings.NONE,
                List.of())
            .load();
    try (ThreadTimeline timeline = new ThreadTimeline("exavip-check", e -> {});
        ProbeFactory probes = new ProbeFactory(vertx, timeline)) {
      probes.warmUp(
          services.services().stream().flatMap(service -> service.checks().stream()).toList());
      List<Row> rows = new ArrayList<>();
      for (ServiceSpec service : services.services()) {
        for (TimedCheck check : service.checks()) {
          rows.add(new Row(service, check, probes.probe(List.of(check), Require.ALL).start()));
        }
      }
      System.out.printf(ROW, "SERVICE", "", "CHECK", "RESULT");
      rows.forEach(CheckCommand::print);
      boolean healthy = services.services().stream().allMatch(service -> isHealthy(service, rows));
      return healthy ? 0 : 1;
    }
  }

  private static void print(Row row) {
    ProbeResult result = row.result().join();
    System.out.printf(
        ROW,
        row.service().name(),
        result.healthy() ? "ok" : "FAIL",
        row.check().check().target(),
        DecisionText.reason(result.reason()));
  }

  private static boolean isHealthy(ServiceSpec service, List<Row> rows) {
    List<Boolean> results =
        rows.stream()
            .filter(row -> row.service().name().equals(service.name()))
            .map(row -> row.result().join().healthy())
            .toList();
    return service.require() == Require.ANY ? results.contains(true) : !results.contains(false);
  }
}
