package io.exavip.cli;

import io.exavip.cloud.Cloud;
import io.exavip.config.Raw;
import io.exavip.doctor.Doctor;
import io.exavip.doctor.DoctorOptions;
import io.exavip.doctor.Finding;
import io.exavip.doctor.Report;
import io.exavip.doctor.Severity;
import io.exavip.host.LocalHost;
import io.exavip.probe.ProbeFactory;
import io.exavip.probe.Require;
import io.exavip.route.Prefix;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exavip doctor}: what is wrong with the configuration and the host. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks at ExaBGP's configuration and at this host, and says what would not work and how to"
            + " fix it.",
    footer = {
      "%nExit code: 0 nothing found, 1 errors or warnings, 2 bad input.",
      "%nExample, with the configuration of the other VM of the pair:",
      "  exavip doctor /etc/exabgp/exabgp.conf --peer secondary.conf.ini --probe"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Vertx vertx;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "ExaBGP's configuration (default: the one that its systemd unit names)")
  private Path file;

  @Option(
      names = "--peer",
      paramLabel = "FILE",
      description = "the configuration of the other VM, to be compared")
  private Path peer;

  @Option(names = "--probe", description = "also try TCP port 179 of the neighbors")
  private boolean probe;

  @Option(
      names = "--cloud",
      paramLabel = "azure|aws|gcp",
      description = "whose route server it is (azure, where a peer-as is 65515)")
  private Cloud cloud;

  @Option(
      names = "--vnet",
      paramLabel = "PREFIX",
      description = "the network of the VMs, in which no VIP must be; may be repeated")
  private List<String> vnets;

  @Option(
      names = "--exabgp",
      paramLabel = "PROGRAM",
      description = "ExaBGP's program (default: that of its systemd unit, or the first on PATH)")
  private Path exabgp;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json: one object a finding (${DEFAULT-VALUE})")
  private OutputFormat format;

  @Option(
      names = {"-v", "--verbose"},
      description = "show notes, too")
  private boolean verbose;

  DoctorCommand(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Integer call() {
    DoctorOptions options =
        new DoctorOptions(
            Optional.ofNullable(cloud),
            vnets == null ? List.of() : vnets.stream().map(DoctorCommand::prefix).toList(),
            probe,
            Optional.ofNullable(exabgp),
            Optional.empty());
    try (ThreadTimeline timeline = new ThreadTimeline("exavip-doctor", e -> {});
        ProbeFactory probes = new ProbeFactory(vertx, timeline)) {
      Doctor doctor = new Doctor(new LocalHost(), new RunOptions(spec, RunCommand::config));
      Path looked = file == null ? doctor.file() : file;
      List<Finding> findings =
          doctor.look(
              looked,
              Optional.ofNullable(peer),
              options,
              check -> {
                probes.warmUp(List.of(check));
                return probes.probe(List.of(check), Require.ALL).start().join();
              });
      Report report = new Report(System.out);
      if (format.isJson()) {
        report.json(findings, verbose);
      } else {
        report.text(looked, findings, verbose);
      }
      return findings.stream().allMatch(f -> f.severity() == Severity.NOTE) ? 0 : 1;
    }
  }

  private static Prefix prefix(String text) {
    return new Raw(text, "--vnet").read("a prefix such as 10.0.0.0/16", Prefix::parse);
  }
}
