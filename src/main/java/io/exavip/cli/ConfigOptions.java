package io.exavip.cli;

import io.exavip.config.ConfigLoader;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.helper.ConfigSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where the services are described. */
final class ConfigOptions {
  @Option(
      names = "--config",
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
      Settings options, ProcessSettings process, Runnable furtherOptions, String commandLine) {
    ConfigLoader loader = new ConfigLoader(System.getenv());
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
        return commandLine + " " + System.getenv().getOrDefault("EXAVIP_IP", "");
      }
    };
  }

  private String name() {
    return new Raw(service, "--service")
        .read("1 to 64 of A-Z a-z 0-9 . _ -", ConfigLoader::serviceName);
  }
}
