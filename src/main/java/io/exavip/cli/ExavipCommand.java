package io.exavip.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command without a subcommand: shows what there is. */
@TopCommand
@Command(
    name = "exavip",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Moves a virtual IP away from a sick web app: checks its health and has ExaBGP announce or"
            + " withdraw its route.",
    footer = {
      "%nExample: what would happen to the VIP of the web app on port 3000?",
      "  exavip run --dry-run --ip 10.1.0.5/32 --url http://127.0.0.1:3000/"
    },
    subcommands = {
      RunCommand.class,
      CheckCommand.class,
      ValidateCommand.class,
      PingCommand.class,
      ConfCommand.class,
      DoctorCommand.class,
      VipCommand.class,
      DemoCommand.class,
      WebappCommand.class,
      HelpCommand.class
    })
public final class ExavipCommand {}
