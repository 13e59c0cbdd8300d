package io.exavip.config;

import io.exavip.monitor.ServiceSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads exavip.yaml: {@code defaults}, {@code services}, and what concerns the process. */
final class ConfigFile {
  private static final String DEFAULTS = "defaults";
  private static final String SERVICES = "services";
  private static final String CHECKS = "checks";
  private static final String EMPTY =
      ": nothing is configured yet, it is empty but for comments; needed: services, with at least"
          + " one service";
  private static final String ON_EXIT = "on-exit";
  private static final Choice<OnExit> ON_EXITS = Choice.of(OnExit.values());
  private static final String REANNOUNCE = "reannounce";
  private static final List<String> TOP = List.of(DEFAULTS, SERVICES, ON_EXIT, REANNOUNCE);

  private final Path path;
  private final Settings overrides;
  private final Map<String, YamlNodes.Item> top;

  private ConfigFile(Path path, Settings overrides, YamlNodes.Item root) {
    this.path = path;
    this.overrides = overrides;
    this.top = root.entries(String.join(", ", TOP));
    known(top, TOP);
  }

  /**
   * Reads the file.
   *
   * @param path the file
   * @param overrides settings of command line and environment, which go before those of the file
   * @param process settings of command line and environment for the process
   * @param environment gives the value of a variable, or null
   */
  static RunConfig read(
      Path path, Settings overrides, ProcessSettings process, UnaryOperator<String> environment) {
    YamlNodes.Item root =
        YamlNodes.read(path, environment).orElseThrow(() -> new ConfigException(path + EMPTY));
    return new ConfigFile(path, overrides, root).config(process);
  }

  private RunConfig config(ProcessSettings process) {
    if (!top.containsKey(SERVICES)) {
      throw new ConfigException(path + ": no services; needed: at least one service");
    }
    Settings defaults = top.containsKey(DEFAULTS) ? defaults(top.get(DEFAULTS)) : Settings.NONE;
    List<ServiceSpec> services = new ArrayList<>();
    Map<String, YamlNodes.Item> entries = top.get(SERVICES).entries("services by their names");
    if (entries.isEmpty()) {
      throw top.get(SERVICES).fault("empty; needed: at least one service");
    }
    entries.forEach((name, item) -> services.add(service(name, item, defaults)));
    RunConfig.conflict(services)
        .ifPresent(
            conflict -> {
              YamlNodes.Item service = entries.get(conflict.second().name());
              throw service
                  .entries("keys of a service")
                  .get(Key.IP.name())
                  .fault(
                      conflict.problem()
                          + "; allowed: each prefix in one service, or to different neighbors");
            });
    OpenFiles.check(path.toString(), services, OpenFiles.limit());
    return new RunConfig(
        services,
        RunConfig.Process.read(
            process.onExit().or(() -> raw(ON_EXIT).map(ON_EXITS::read)),
            process.reannounce().or(() -> raw(REANNOUNCE))));
  }

  private Optional<Raw> raw(String key) {
    return Optional.ofNullable(top.get(key)).map(YamlNodes.Item::raw);
  }

  private static Settings defaults(YamlNodes.Item item) {
    Map<String, YamlNodes.Item> entries = item.entries("keys of a service");
    known(entries, names().filter(name -> !Key.named(name).orElseThrow().isIdentity()).toList());
    return settings(entries);
  }

  private ServiceSpec service(String name, YamlNodes.Item item, Settings defaults) {
    new Raw(name, item.where()).read("1 to 64 of A-Z a-z 0-9 . _ -", ConfigLoader::serviceName);
    Map<String, YamlNodes.Item> entries = item.entries("keys of a service");
    known(entries, Stream.concat(names(), Stream.of(CHECKS)).toList());
    List<Settings> checks =
        Optional.ofNullable(entries.remove(CHECKS))
            .map(list -> list.items().stream().map(ConfigFile::check).toList())
            .orElse(List.of());
    return ServiceReader.read(
        new ServiceReader.Source(
            name, item.where(), settings(entries), defaults, overrides, checks));
  }

  private static Settings check(YamlNodes.Item item) {
    Map<String, YamlNodes.Item> entries = item.entries("keys of a check");
    known(
        entries,
        Key.all().stream()
            .filter(key -> key.section() == Key.Section.CHECKS && key != Key.REQUIRE)
            .map(Key::name)
            .toList());
    Settings settings = settings(entries);
    if (settings.first(List.of(Key.URL, Key.TCP, Key.COMMAND)).isEmpty()) {
      throw item.fault("no check; needed: url, tcp or command");
    }
    return settings;
  }

  private static Settings settings(Map<String, YamlNodes.Item> entries) {
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    entries.forEach(
        (name, item) -> {
          Key key = Key.named(name).orElseThrow();
          List<Raw> raws =
              key.arity() == Key.Arity.MANY
                  ? item.items().stream().map(YamlNodes.Item::raw).toList()
                  : List.of(item.raw());
          if (raws.isEmpty()) {
            throw item.fault("an empty list; allowed: at least one value, or leave the key out");
          }
          values.put(key, raws);
        });
    return new Settings(values);
  }

  private static void known(Map<String, YamlNodes.Item> entries, List<String> known) {
    entries.forEach(
        (name, item) -> {
          if (!known.contains(name)) {
            throw item.fault(
                "unknown key; allowed: "
                    + known.stream().sorted().collect(Collectors.joining(", ")));
          }
        });
  }

  private static Stream<String> names() {
    return Key.all().stream().map(Key::name);
  }
}
