package io.exavip.cli;

import io.exavip.config.ConfigLoader;
import io.exavip.config.ProcessSettings;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import io.exavip.monitor.ServiceSpec;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code exavip validate}: reads a configuration and does nothing else. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Says whether a configuration file is good, without running it.",
    footer = {
      "%nExit code: 0 good, 2 not.",
      "%nExample:",
      "  exavip validate /etc/exavip/exavip.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "the YAML file")
  private Path file;

  @Override
  public Integer call() {
    return report(
        new ConfigLoader(System.getenv()).ofFile(file, Settings.NONE, ProcessSettings.NONE));
  }

  static int report(RunConfig config) {
    String names =
        config.services().stream().map(ServiceSpec::name).collect(Collectors.joining(", "));
    System.out.println("good: " + config.services().size() + " service(s): " + names);
    return 0;
  }
}
