package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.RunConfig;
import io.exavip.doctor.RunLineParser;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads the options of {@code exavip run} with that command itself. */
final class RunOptions implements RunLineParser {
  private final CommandSpec sibling;

  /** Reads with the command {@code run} that stands beside another one. */
  RunOptions(CommandSpec sibling) {
    this.sibling = sibling;
  }

  @Override
  public RunConfig read(List<String> options) {
    CommandLine run = sibling.commandLine().getParent().getSubcommands().get("run");
    try {
      run.parseArgs(options.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ConfigException(CommandLineSetup.message(e));
    }
    return ((RunCommand) run.getCommand()).config();
  }
}
