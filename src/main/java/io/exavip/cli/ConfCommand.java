package io.exavip.cli;

import io.exavip.cloud.Cloud;
import io.exavip.config.ConfigException;
import io.exavip.config.Printable;
import io.exavip.doctor.Doctor;
import io.exavip.doctor.Finding;
import io.exavip.doctor.Severity;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.conf.ConfOptions;
import io.exavip.exabgp.conf.Role;
import io.exavip.exabgp.install.ConfPlace;
import io.exavip.host.LocalHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code exavip conf}: ExaBGP's configuration. */
@Command(
    name = "conf",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Prints the configuration of ExaBGP for the primary or the secondary VM.",
    footer = {
      "%nExit code: 0 good, 2 bad input. Warnings go to standard error.",
      "%nExample:",
      "  exavip conf --role primary --local-address 10.0.2.10 --vip 10.1.0.5/32 \\",
      "    --url http://127.0.0.1:3000/"
    })
final class ConfCommand implements Callable<Integer> {
  /** ConfOptions that say nothing about the text. */
  private static final Set<String> ABOUT_THIS_RUN =
      Set.of("--elsewhere", "--peer", "--install", "--install-to", "--force");

  /** Which option a rule of the doctor is about. */
  private static final Map<String, String> OPTIONS =
      Map.ofEntries(
          Map.entry("as-path", "--config"),
          Map.entry("family", "--vip"),
          Map.entry("hold-time", "--hold-time"),
          Map.entry("local-address", "--local-address"),
          Map.entry("local-as", "--local-as"),
          Map.entry("md5-password", "--md5-password-file"),
          Map.entry("neighbor", "--route-server"),
          Map.entry("neighbor-twice", "--route-server"),
          Map.entry("next-hop", "--vip"),
          Map.entry("pair-down", "--peer"),
          Map.entry("pair-local-address", "--peer"),
          Map.entry("pair-path", "--peer"),
          Map.entry("pair-router-id", "--peer"),
          Map.entry("pair-vip", "--peer"),
          Map.entry("peer-as", "--peer-as"),
          Map.entry("route-servers", "--route-server"),
          Map.entry("router-id", "--router-id"),
          Map.entry("run", "--exavip"),
          Map.entry("run-options", "--config"),
          Map.entry("vip-address", "--vip"),
          Map.entry("vip-in-vnet", "--vip"),
          Map.entry("vip-ipv6", "--vip"));

  @Spec private CommandSpec spec;

  @Option(
      names = "--role",
      paramLabel = "primary|secondary",
      required = true,
      description = "which VM of the pair it is for")
  private Role role;

  @Option(
      names = "--local-address",
      paramLabel = "IP",
      required = true,
      description = "the VM's own address")
  private String localAddress;

  @Option(names = "--vip", paramLabel = "PREFIX", description = "announce this; may be repeated")
  private List<String> vips;

  @Option(names = "--url", paramLabel = "URL", description = "while this is healthy")
  private List<String> urls;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "instead of --vip and --url: services from exavip.yaml")
  private String config;

  @Option(
      names = "--cloud",
      paramLabel = "azure|aws|gcp",
      description = "sets defaults and rules (azure)")
  private Cloud cloud;

  @Option(
      names = "--route-server",
      paramLabel = "IP",
      description = "the peers; repeat it for each (azure: 10.0.1.4, 10.0.1.5)")
  private List<String> routeServers;

  @Option(names = "--local-as", paramLabel = "AS", description = "the VM's AS (65010)")
  private String localAs;

  @Option(
      names = "--peer-as",
      paramLabel = "AS",
      description = "the route server's AS (azure: 65515)")
  private String peerAs;

  @Option(
      names = "--prepend",
      paramLabel = "N",
      description = "put the AS N times in front of itself (primary 0, secondary 3)")
  private String prepend;

  @Option(
      names = "--hold-time",
      paramLabel = "SECONDS",
      description = "until a dead VM is noticed (30)")
  private String holdTime;

  @Option(
      names = "--vnet",
      paramLabel = "CIDR",
      description = "the cloud's network: no VIP may lie in it (azure: 10.0.0.0/16)")
  private List<String> networks;

  @Option(
      names = "--router-id",
      paramLabel = "IP",
      description = "BGP identifier (the local address)")
  private String routerId;

  @Option(
      names = "--md5-password-file",
      paramLabel = "FILE",
      description = "its first line is the sessions' password")
  private String md5PasswordFile;

  @Option(
      names = "--exavip",
      paramLabel = "PATH",
      description = "where exavip is (/usr/bin/exavip)")
  private String executable;

  @Option(
      names = "--peer",
      paramLabel = "FILE",
      description = "the other VM's configuration: do the two go together?")
  private String peer;

  @Option(names = "--elsewhere", description = "for another VM: check nothing of this host")
  private boolean elsewhere;

  @Option(
      names = "--install",
      description = "write it to /etc/exabgp/exabgp.conf after a test by ExaBGP; keep the old one")
  private boolean install;

  @Option(names = "--install-to", paramLabel = "FILE", description = "the same to another place")
  private String place;

  @Option(
      names = "--force",
      description = "with --install: replace a file that was edited by hand, too")
  private boolean force;

  @Override
  public Integer call() {
    boolean installs = install || place != null;
    if (force && !installs) {
      throw new ConfigException("--force: of no use without --install");
    }
    if (elsewhere && installs) {
      throw new ConfigException("--elsewhere: of no use together with --install");
    }
    Conf conf = Conf.of(new ConfOptions(given()), System.getenv(), command());
    Path file = place == null ? ConfPlace.PLACE : Path.of(place);
    LocalHost host = new LocalHost();
    List<Finding> findings =
        new Doctor(host, new RunOptions(spec, RunCommand::configOfOptionsAlone))
            .review(conf, file, elsewhere, Optional.ofNullable(peer).map(Path::of));
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    if (!errors.isEmpty()) {
      errors.forEach(error -> System.err.println("exavip: " + line(error)));
      return CommandLineSetup.BAD_INPUT;
    }
    Stream.concat(conf.warnings().stream(), findings.stream().map(this::line))
        .forEach(line -> System.err.println("exavip: warning: " + line));
    if (installs) {
      new ConfPlace(file, force, host).install(conf).forEach(System.out::println);
    } else {
      System.out.print(conf.text());
      System.out.flush();
    }
    return 0;
  }

  /** A finding as the option that it is of, what is wrong, and what would be right. */
  private String line(Finding finding) {
    return Printable.text(before(finding) + finding.what() + "; " + finding.fix());
  }

  private String before(Finding finding) {
    if (peer != null && finding.where().file().equals(Path.of(peer))) {
      return "--peer: " + finding.where() + ": ";
    }
    String option = OPTIONS.getOrDefault(finding.rule(), "");
    if (option.equals("--peer")) {
      return option + ": " + (finding.what().contains(peer) ? "" : peer + ": ");
    }
    if (option.equals("--vip") && config != null) {
      option = "--config";
    }
    return option.isEmpty() ? "" : option + ": ";
  }

  private Map<String, List<String>> given() {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (OptionSpec option : parsed().matchedOptions()) {
      values.put(option.longestName(), option.stringValues());
    }
    return values;
  }

  /** The arguments that make the same text, in the order of the help. */
  private List<String> command() {
    Map<String, List<String>> given = given();
    List<String> arguments = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      String name = option.longestName();
      if (!ABOUT_THIS_RUN.contains(name)) {
        given
            .getOrDefault(name, List.of())
            .forEach(value -> arguments.addAll(List.of(name, value)));
      }
    }
    return arguments;
  }

  private ParseResult parsed() {
    return spec.commandLine().getParseResult();
  }
}
