package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.conf.ConfOptions;
import io.exavip.exabgp.install.ConfPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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

  @Spec private CommandSpec spec;

  @Option(names = "--role", paramLabel = "ROLE", required = true, description = "primary|secondary")
  private String role;

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
      paramLabel = "CLOUD",
      description = "azure|aws|gcp: sets defaults and rules (azure)")
  private String cloud;

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
    Conf conf = Conf.of(new ConfOptions(given()), elsewhere, System.getenv(), command());
    conf.warnings().forEach(line -> System.err.println("exavip: warning: " + line));
    if (installs) {
      Path file = place == null ? ConfPlace.PLACE : Path.of(place);
      String path = System.getenv().getOrDefault("PATH", "");
      new ConfPlace(file, force, path).install(conf).forEach(System.out::println);
    } else {
      System.out.print(conf.text());
      System.out.flush();
    }
    return 0;
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
