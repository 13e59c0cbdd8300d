package io.exavip.exabgp.conf;

import io.exavip.config.ConfigException;
import io.exavip.config.ConfigLoader;
import io.exavip.config.Key;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What exavip watches and announces.
 *
 * @param arguments those of {@code exavip run} that say so
 * @param vips the prefixes announced; none where the file of services is not there yet
 */
record Watched(List<String> arguments, List<Prefix> vips) {
  static final String VIP = "--vip";
  static final String URL = "--url";
  static final String CONFIG = "--config";

  /**
   * Reads the options as {@code exavip run} will.
   *
   * @param options what the user wrote
   * @param rank gives the arguments that stand beside them
   * @param environment for the variables of the file
   */
  static Watched read(ConfOptions options, RoutePreference rank, Map<String, String> environment) {
    Optional<Raw> file = options.one(CONFIG);
    List<Raw> vips = options.all(VIP);
    List<Raw> urls = options.all(URL);
    if (file.isPresent()) {
      if (!vips.isEmpty() || !urls.isEmpty()) {
        throw file.get().fault("of no use together with --vip or --url", "one of the two ways");
      }
      return ofFile(file.get(), rank, new ConfigLoader(environment));
    }
    if (vips.isEmpty() || urls.isEmpty()) {
      String absent = vips.isEmpty() ? VIP : URL;
      throw new ConfigException(absent + ": missing; needed: --vip and --url, or --config");
    }
    return ofOptions(vips, urls, rank);
  }

  private static Watched ofOptions(List<Raw> vips, List<Raw> urls, RoutePreference rank) {
    Map<Key, List<Raw>> values = new LinkedHashMap<>(settings(rank));
    values.put(key("ip"), vips);
    values.put(key("url"), urls);
    new ConfigLoader(Map.of())
        .ofOptions(ConfigLoader.ONLY_SERVICE, new Settings(values), ProcessSettings.NONE);
    List<String> arguments = new ArrayList<>();
    vips.forEach(vip -> arguments.addAll(List.of("--ip", Word.of(vip))));
    urls.forEach(url -> arguments.addAll(List.of(URL, Word.of(url))));
    return new Watched(arguments, vips.stream().map(vip -> Prefix.parse(vip.text())).toList());
  }

  private static Watched ofFile(Raw file, RoutePreference rank, ConfigLoader loader) {
    Path path = path(file);
    List<String> arguments = List.of(CONFIG, Word.of(file));
    if (!Files.exists(path)) {
      return new Watched(arguments, List.of());
    }
    RunConfig run = loader.ofFile(path, new Settings(settings(rank)), ProcessSettings.NONE);
    List<Prefix> prefixes =
        run.services().stream()
            .flatMap(service -> service.policy().keys().stream())
            .map(RouteKey::prefix)
            .distinct()
            .toList();
    return new Watched(arguments, prefixes);
  }

  /** ExaBGP runs its processes in the folder {@code /}. */
  static Path path(Raw raw) {
    return raw.read(
        "an absolute path",
        text -> {
          try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
              return path;
            }
          } catch (InvalidPathException e) {
            // not a path at all
          }
          throw new IllegalArgumentException("not an absolute path");
        });
  }

  private static Map<Key, List<Raw>> settings(RoutePreference rank) {
    List<String> arguments = rank.arguments();
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      String option = arguments.get(i);
      values.put(
          key(option.substring("--".length())), List.of(new Raw(arguments.get(i + 1), option)));
    }
    return values;
  }

  private static Key key(String name) {
    return Key.named(name).orElseThrow();
  }
}
