package io.exavip.cli;

import io.exavip.config.ConfigException;
import io.exavip.config.Printable;
import io.exavip.process.ApiProcess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the command line together: options from keys, one line and exit code 2 for bad input. */
@ApplicationScoped
public class CommandLineSetup {
  static final int BAD_INPUT = ApiProcess.BAD_INPUT;
  private static final int HELP_WIDTH = 100;

  /** Made by the container. */
  public CommandLineSetup() {}

  @Produces
  CommandLine commandLine(CommandLine.IFactory factory) {
    CommandLine commandLine = new CommandLine(ExavipCommand.class, factory);
    for (String name : new String[] {"run", "check"}) {
      KeyOptions.addTo(commandLine.getSubcommands().get(name).getCommandSpec());
    }
    return commandLine
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setExpandAtFiles(false) // a value may begin with @
        .setUsageHelpWidth(HELP_WIDTH)
        .setUsageHelpLongOptionsMaxWidth(32)
        .setParameterExceptionHandler(CommandLineSetup::onBadOption)
        .setExecutionExceptionHandler(CommandLineSetup::onException);
  }

  private static int onBadOption(ParameterException e, String[] args) {
    if (e.getCommandLine().getCommand() instanceof RunCommand run) {
      return run.onBadOptions(message(e), args);
    }
    return badInput(message(e));
  }

  private static int onException(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (e instanceof ConfigException bad) {
      return badInput(bad.getMessage());
    }
    throw e;
  }

  private static int badInput(String message) {
    System.err.println("exavip: " + message);
    return BAD_INPUT;
  }

  static String message(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String hint = " (see '" + command + " --help')";
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return "unknown: '" + Printable.text(unmatched.getUnmatched().get(0)) + "'" + hint;
    }
    return Printable.text(e.getMessage()) + hint;
  }
}
