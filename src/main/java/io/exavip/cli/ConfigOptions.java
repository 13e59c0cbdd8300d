package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.ConfigLoader;
import io.exavip.config.ConfigText;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.helper.ConfigSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the services are described. */
final class ConfigOptions {
  private static final String FILE_OPTION = "--config";

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

  /** What command line, environment and file make together; further options are read with it. */
  ConfigSource source(
      Settings options, ProcessSettings process, Runnable furtherOptions, List<String> arguments) {
    ConfigLoader loader = new ConfigLoader(RawText.environment());
    return new ConfigSource() {
      @Override
      public RunConfig load() {
        furtherOptions.run();
        return file == null
            ? loader.ofOptions(name(), options, process)
            : loader.ofFile(file, options, process);
      }

      @Override
      public Optional<Path> file() {
        return Optional.ofNullable(file);
      }

      @Override
      public String text() {
        return written(arguments);
      }
    };
  }

  /** Options that cannot be read; nothing but a new start mends them. */
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
    String name = System.getenv().getOrDefault("EXAVIP_CONFIG", "");
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.startsWith(FILE_OPTION + "=")) {
        name = argument.substring(FILE_OPTION.length() + 1);
      } else if (argument.equals(FILE_OPTION) && i + 1 < arguments.size()) {
        name = arguments.get(i + 1);
      }
    }
    try {
      return name.isEmpty()
          ? ""
          : new String(ConfigText.bytes(Path.of(name)), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException | ConfigException e) {
      return "";
    }
  }

  private String name() {
    return new Raw(service, "--service")
        .read("1 to 64 of A-Z a-z 0-9 . _ -", ConfigLoader::serviceName);
  }
}
