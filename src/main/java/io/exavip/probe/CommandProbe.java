package io.exavip.probe;

import java.util.concurrent.CompletableFuture;

/** Runs a command and looks at its exit code. */
final class CommandProbe implements Probe {
  private final CommandCheck check;
  private final Commands commands;

  CommandProbe(CommandCheck check, Commands commands) {
    this.check = check;
    this.commands = commands;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    return commands.run(check.command());
  }
}
