package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.ConfigLoader;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.Settings;
import io.exavip.host.VipException;
import io.exavip.host.Vips;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exavip vip}: the VIPs on an interface of this machine. */
@Command(
    name = "vip",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Puts the VIPs on an interface of this machine, takes them off, or shows where they are."
            + " What is as wanted stays untouched, and so does every other address.",
    footer = {
      "%nup and down need root or CAP_NET_ADMIN. Prefixes of a file that are not one address (/32,",
      "/128) are left alone.",
      "%nExit code: 0 good, 1 a VIP is not as wanted, 2 bad input.",
      "%nExample:",
      "  exavip vip up --config /etc/exavip/exavip.yaml",
      "  exavip vip show --ip 10.1.0.5/32"
    })
final class VipCommand implements Callable<Integer> {
  private static final String INTERFACE = "--interface";
  private static final String LOOPBACK = "lo";

  /** Where the package puts the configuration. */
  private static final Path INSTALLED = Path.of("/etc/exavip/exavip.yaml");

  /** What is done. */
  enum Action {
    /** They are put there. */
    UP,
    /** They are taken off. */
    DOWN,
    /** They are shown. */
    SHOW;

    /** The word that users write. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Parameters(
      paramLabel = "up|down|show",
      description = "put them there, take them off, or show where they are")
  private Action action;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:EXAVIP_CONFIG}",
      description =
          "the VIPs of all services of a YAML file (/etc/exavip/exavip.yaml where no --ip is given)")
  private Path file;

  @Option(names = "--ip", paramLabel = "PREFIX", description = "this VIP; may be repeated")
  private List<String> ips;

  @Option(
      names = INTERFACE,
      paramLabel = "IF",
      defaultValue = "${env:EXAVIP_INTERFACE}",
      description =
          "the interface, made as a dummy device if there is none (lo; show: all interfaces)")
  private String device;

  VipCommand() {}

  @Override
  public Integer call() {
    Optional<String> on =
        Optional.ofNullable(device)
            .map(name -> new Raw(name, INTERFACE))
            .map(raw -> raw.read("1 to 15 of A-Z a-z 0-9 . _ -", VipCommand::device));
    Set<Prefix> vips = new LinkedHashSet<>();
    given().forEach(vips::add);
    Optional<Path> source = source();
    if (source.isPresent() && ConfigLoader.isEmpty(source.get())) {
      System.out.println(source.get() + ": nothing is configured yet: nothing to do for it");
    } else {
      source.ifPresent(path -> vips.addAll(configured(path)));
    }
    try {
      return report(run(action, new Vips(List.copyOf(vips)), on));
    } catch (VipException e) {
      System.err.println("exavip: vip " + action + ": " + e.getMessage());
      return 1;
    }
  }

  private static List<Vips.Outcome> run(Action what, Vips vips, Optional<String> device) {
    return switch (what) {
      case UP -> vips.up(device.orElse(LOOPBACK));
      case DOWN -> vips.down(device.orElse(LOOPBACK));
      case SHOW -> vips.show(device);
    };
  }

  private static int report(List<Vips.Outcome> outcomes) {
    for (Vips.Outcome outcome : outcomes) {
      String line =
          String.format("%-20s  %-13s  %s", outcome.vip(), outcome.state(), outcome.places());
      System.out.println(line.stripTrailing());
    }
    return outcomes.stream().allMatch(Vips.Outcome::good) ? 0 : 1;
  }

  private List<Prefix> given() {
    return Optional.ofNullable(ips).orElse(List.of()).stream()
        .map(text -> new Raw(text, "--ip").read("an address, /32 or /128", VipCommand::host))
        .toList();
  }

  private Optional<Path> source() {
    if (file != null || ips != null) {
      return Optional.ofNullable(file);
    }
    if (!Files.exists(INSTALLED)) {
      throw new ConfigException("vip: no VIP; needed: --ip PREFIX or --config FILE");
    }
    return Optional.of(INSTALLED);
  }

  private static List<Prefix> configured(Path path) {
    List<Prefix> prefixes =
        new ConfigLoader(System.getenv())
            .ofFile(path, Settings.NONE, ProcessSettings.NONE).services().stream()
                .flatMap(service -> service.policy().keys().stream())
                .map(RouteKey::prefix)
                .distinct()
                .toList();
    prefixes.stream()
        .filter(prefix -> !Vips.isHost(prefix))
        .forEach(prefix -> System.out.println(prefix + ": not one address: left alone"));
    return prefixes.stream().filter(Vips::isHost).toList();
  }

  private static Prefix host(String text) {
    Prefix prefix = Prefix.parse(text);
    if (!Vips.isHost(prefix)) {
      throw new IllegalArgumentException("more than one address");
    }
    return prefix;
  }

  private static String device(String text) {
    if (!text.matches("[A-Za-z0-9._][A-Za-z0-9._-]{0,14}") || text.matches("\\.\\.?")) {
      throw new IllegalArgumentException("not the name of an interface");
    }
    return text;
  }
}
