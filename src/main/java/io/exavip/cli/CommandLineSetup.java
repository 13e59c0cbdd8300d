package io.exavip.cli;

import io.exavip.cloud.Cloud;
import io.exavip.config.Choice;
import io.exavip.config.ConfigException;
import io.exavip.config.OnExit;
import io.exavip.config.Printable;
import io.exavip.config.Raw;
import io.exavip.exabgp.conf.Role;
import io.exavip.process.ApiProcess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the command line together: options from keys, one line and exit code 2 for bad input. */
@ApplicationScoped
public class CommandLineSetup {
  static final int BAD_INPUT = ApiProcess.BAD_INPUT;
  private static final int HELP_WIDTH = 100;

  /** The options' types of which a value is one of several words. */
  private static final List<Choice<?>> CHOICES =
      List.of(
          Choice.of(Cloud.values()),
          Choice.of(OnExit.values()),
          Choice.of(OutputFormat.values()),
          Choice.of(Role.values()),
          Choice.of(VipCommand.Action.values()));

  /** Made by the container. */
  public CommandLineSetup() {}

  @Produces
  CommandLine commandLine(CommandLine.IFactory factory) {
    CommandLine commandLine = new CommandLine(ExavipCommand.class, factory);
    for (String name : new String[] {"run", "check"}) {
      KeyOptions.addTo(commandLine.getSubcommands().get(name).getCommandSpec());
    }
    CHOICES.forEach(choice -> register(commandLine, choice));
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
    return noWordOf(e).orElseGet(() -> Printable.text(e.getMessage()) + hint);
  }

  /** Of a value that is none of the words that an option takes. */
  private static Optional<String> noWordOf(ParameterException e) {
    return Optional.ofNullable(e.getArgSpec())
        .filter(arg -> e.getValue() != null)
        .flatMap(arg -> CHOICES.stream().filter(choice -> choice.type() == arg.type()).findFirst())
        .map(choice -> choice.fault(new Raw(e.getValue(), name(e.getArgSpec()))).getMessage());
  }

  private static String name(ArgSpec arg) {
    return arg.isOption() ? ((OptionSpec) arg).longestName() : arg.command().name();
  }

  private static <E extends Enum<E>> void register(CommandLine commandLine, Choice<E> choice) {
    commandLine.registerConverter(choice.type(), choice::parse);
  }
}
