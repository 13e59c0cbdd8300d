package io.exavip.cli;

import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine;

/** The commands, once everything that they need is there. */
@Dependent
public class Program implements QuarkusApplication {
  private final CommandLine commandLine;

  Program(CommandLine commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public int run(String... arguments) {
    int exitCode = commandLine.execute(arguments);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    return exitCode;
  }
}
