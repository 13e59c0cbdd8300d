package io.exavip.config;

import io.exavip.monitor.ServiceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Puts together what was set in several places. The command line goes before the environment, both
 * before the file; in the file a service goes before {@code defaults}.
 */
public final class ConfigLoader {
  /** The name of the service that the command line describes, unless it gives one. */
  public static final String ONLY_SERVICE = "service";

  private final Map<String, String> environment;

  /**
   * Makes a loader.
   *
   * @param environment the environment
   */
  public ConfigLoader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * Reads the name of a service.
   *
   * @param text the text to read
   * @return the name
   * @throws IllegalArgumentException if it is none
   */
  public static String serviceName(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("not a service name");
    }
    return text;
  }

  /**
   * Whether nothing is configured in a file yet: it is empty but for comments, as installed.
   *
   * @param file the file
   * @return true if it has neither a key nor a value
   * @throws ConfigException if it cannot be read or is not YAML
   */
  public static boolean isEmpty(Path file) {
    return YamlNodes.read(file, name -> null).isEmpty();
  }

  /**
   * Reads a file of services.
   *
   * @param file the file
   * @param options the options of the command line, which hold for every service
   * @param process what the command line says of the process
   * @return the configuration
   * @throws ConfigException if something is wrong
   */
  public RunConfig ofFile(Path file, Settings options, ProcessSettings process) {
    Settings overrides = options.over(Settings.ofEnvironment(environment));
    overrides
        .identity()
        .ifPresent(
            raw -> {
              throw raw.fault("a service of its own beside the file", "in the file, or no file");
            });
    return ConfigFile.read(file, overrides, process, environment::get);
  }

  /**
   * Reads the one service that the command line and the environment describe.
   *
   * @param name the name of the service
   * @param options the options of the command line
   * @param process what the command line says of the process
   * @return the configuration
   * @throws ConfigException if something is wrong
   */
  public RunConfig ofOptions(String name, Settings options, ProcessSettings process) {
    Settings settings = options.over(Settings.ofEnvironment(environment));
    ServiceReader.Source source =
        new ServiceReader.Source(
            name, "command line", settings, Settings.NONE, Settings.NONE, List.of());
    List<ServiceSpec> services = List.of(ServiceReader.read(source));
    OpenFiles.check(source.where(), services, OpenFiles.limit());
    return new RunConfig(services, RunConfig.Process.read(process.onExit(), process.reannounce()));
  }
}
