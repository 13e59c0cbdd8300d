package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.RunConfig;
import io.exavip.doctor.RunLineParser;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads the options of {@code exavip run} with that command itself. */
final class RunOptions implements RunLineParser {
  private final CommandSpec sibling;
  private final Function<RunCommand, RunConfig> meaning;

  /**
   * Reads with a command {@code run}.
   *
   * @param sibling the command beside which it stands
   * @param meaning what the options say that it has parsed
   */
  RunOptions(CommandSpec sibling, Function<RunCommand, RunConfig> meaning) {
    this.sibling = sibling;
    this.meaning = meaning;
  }

  @Override
  public RunConfig read(List<String> options) {
    CommandLine run = sibling.commandLine().getParent().getSubcommands().get("run");
    try {
      run.parseArgs(options.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new ConfigException(CommandLineSetup.message(e));
    }
    return meaning.apply(run.getCommand());
  }
}
