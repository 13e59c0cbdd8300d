package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.ConfigLoader;
import io.exavip.config.ConfigText;
import io.exavip.config.Key;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.process.ConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The options that say where the services are described. */
final class ConfigOptions {
  private static final String FILE_OPTION = "--config";
  private static final String STATE_OPTION = "--state-dir";
  private static final String STATE_VARIABLE = "EXAVIP_STATE_DIR";
  private static final String STATE_DEFAULT = "/run/exavip";
  private static final String NO_STATE = "off";

  @Option(
      names = FILE_OPTION,
      paramLabel = "FILE",
      defaultValue = "${env:EXAVIP_CONFIG}",
      description = "services from a YAML file; options then hold for all of them")
  private Path file;

  @Option(
      names = {"--service", "-n"},
      paramLabel = "NAME",
      defaultValue = "${env:EXAVIP_SERVICE:-" + ConfigLoader.ONLY_SERVICE + "}",
      description = "name of the one service in logs (${DEFAULT-VALUE})")
  private String service;

  /** What command line, environment and file make together. */
  ConfigSource source(Settings options, ProcessSettings process, List<String> arguments) {
    ConfigLoader loader = new ConfigLoader(RawText.environment());
    return new ConfigSource() {
      @Override
      public RunConfig load() {
        return file == null
            ? loader.ofOptions(name(), options, process)
            : loader.ofFile(file, options, process);
      }

      @Override
      public Optional<Path> file() {
        return Optional.ofNullable(file);
      }

      @Override
      public Optional<Path> stateFolder() {
        return ConfigOptions.stateFolder(arguments);
      }

      @Override
      public String identity() {
        return ConfigOptions.identity(arguments);
      }

      @Override
      public String text() {
        return written(arguments);
      }
    };
  }

  /**
   * What the command line says without the environment, which the file's variables may still use.
   */
  static RunConfig ofOptionsAlone(ParseResult parsed, Settings options, ProcessSettings process) {
    Map<String, String> environment = new HashMap<>(RawText.environment());
    Key.all().forEach(key -> environment.remove(key.variable()));
    ConfigLoader loader = new ConfigLoader(environment);
    Path file = parsed.matchedOptionValue(FILE_OPTION, null);
    return file == null
        ? loader.ofOptions(ConfigLoader.ONLY_SERVICE, options, process)
        : loader.ofFile(file, options, process);
  }

  /** Options that cannot be read; nothing but a new start fixes them. */
  static ConfigSource broken(String message, List<String> arguments) {
    return new ConfigSource() {
      @Override
      public RunConfig load() {
        throw new ConfigException(message);
      }

      @Override
      public Optional<Path> file() {
        return Optional.empty();
      }

      @Override
      public Optional<Path> stateFolder() {
        return ConfigOptions.stateFolder(arguments);
      }

      @Override
      public String identity() {
        return ConfigOptions.identity(arguments);
      }

      @Override
      public String text() {
        return written(arguments) + "\n" + content(arguments);
      }
    };
  }

  private static String written(List<String> arguments) {
    String prefixes = System.getenv().getOrDefault("EXAVIP_IP", "");
    return String.join(" ", arguments) + " --ip " + prefixes;
  }

  /** The text of the file that the arguments name, as far as it can be found. */
  private static String content(List<String> arguments) {
    String name = last(arguments, List.of(FILE_OPTION), "EXAVIP_CONFIG").orElse("");
    try {
      return name.isEmpty()
          ? ""
          : new String(ConfigText.bytes(Path.of(name)), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException | ConfigException e) {
      return "";
    }
  }

  private static Optional<Path> stateFolder(List<String> arguments) {
    String folder = last(arguments, List.of(STATE_OPTION), STATE_VARIABLE).orElse(STATE_DEFAULT);
    try {
      return folder.equals(NO_STATE) ? Optional.empty() : Optional.of(Path.of(folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The file, or else the service: of what stays as it is when something is changed. */
  private static String identity(List<String> arguments) {
    return last(arguments, List.of(FILE_OPTION), "EXAVIP_CONFIG")
        .map(file -> "config " + file)
        .or(
            () ->
                last(arguments, List.of("--service", "-n"), "EXAVIP_SERVICE")
                    .map(name -> "service " + name))
        .orElse("service " + ConfigLoader.ONLY_SERVICE);
  }

  /** The value of an option as written last, else that of its variable; also in bad options. */
  private static Optional<String> last(
      List<String> arguments, List<String> options, String variable) {
    String value = System.getenv().getOrDefault(variable, "");
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      if (equals > 0 && options.contains(argument.substring(0, equals))) {
        value = argument.substring(equals + 1);
      } else if (options.contains(argument) && i + 1 < arguments.size()) {
        value = arguments.get(i + 1);
      }
    }
    return Optional.of(value).filter(text -> !text.isEmpty());
  }

  private String name() {
    return new Raw(service, "--service")
        .read("1 to 64 of A-Z a-z 0-9 . _ -", ConfigLoader::serviceName);
  }
}
