package io.exavip.cli;

import io.exavip.config.OnExit;
import io.exavip.config.ProcessSettings;
import io.exavip.config.Raw;
import io.exavip.config.RunConfig;
import io.exavip.monitor.Engine;
import io.exavip.process.ApiProcess;
import io.exavip.process.ConfigSource;
import io.exavip.process.ShutdownRequest;
import io.exavip.process.Terminal;
import io.exavip.telemetry.DecisionLog;
import io.exavip.telemetry.DecisionPrinter;
import io.exavip.telemetry.ServiceStates;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code exavip run}: the process that ExaBGP runs, or, dry, what it would do. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Watches services and has ExaBGP announce or withdraw their routes.",
    footer = {
      "%nAS path, MED, communities and path identifier also for one state: --up-as-path,",
      "--down-metric, --disabled-community … . Down and disabled services are withdrawn unless such",
      "an option says how to announce them. Every option --NAME is also a key NAME of the YAML file",
      "and a variable EXAVIP_NAME. TIME is 200ms, 1s or 2m; a bare number is seconds.",
      "%nExample, in ExaBGP's configuration:",
      "  process exavip {",
      "    run /usr/bin/exavip run --ip 10.1.0.5/32 --url http://127.0.0.1:3000/;",
      "    encoder text;",
      "  }"
    })
final class RunCommand implements Callable<Integer> {
  private final Vertx vertx;
  private final ServiceStates states;

  @Spec private CommandSpec spec;

  @Mixin private ConfigOptions config;

  @Option(
      names = "--dry-run",
      description = "leave ExaBGP out: print decisions and the commands that would follow")
  private boolean dryRun;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "how --dry-run prints (${DEFAULT-VALUE})")
  private OutputFormat format;

  @Option(
      names = {"-v", "--verbose"},
      description = "show every probe and every command, not only changes")
  private boolean verbose;

  @Option(names = "--check-config", description = "say whether the configuration is good, and end")
  private boolean checkConfig;

  @Option(
      names = "--on-exit",
      paramLabel = "withdraw|keep",
      defaultValue = "${env:EXAVIP_ON_EXIT}",
      description = "what happens to the routes at SIGTERM (withdraw)")
  private OnExit onExit;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR|off",
      defaultValue = "${env:EXAVIP_STATE_DIR:-/run/exavip}",
      description =
          "keep word there for the next start of what is announced, so that the route of a service"
              + " that is gone is withdrawn (${DEFAULT-VALUE})")
  private String stateFolder; // read from the arguments, which also holds where others are bad

  @Option(
      names = "--reannounce",
      paramLabel = "TIME",
      defaultValue = "${env:EXAVIP_REANNOUNCE}",
      description = "write the wanted state again this often; 0: on change only (0)")
  private String reannounce;

  RunCommand(Vertx vertx, ServiceStates states) {
    this.vertx = vertx;
    this.states = states;
  }

  @Override
  public Integer call() throws InterruptedException {
    ConfigSource source = source();
    if (checkConfig) {
      return ValidateCommand.report(source.load());
    }
    if (dryRun) {
      return dryRun(source.load());
    }
    if (Terminal.isInput() || Terminal.isOutput()) {
      System.err.println(
          "exavip: no ExaBGP is listening: this is a terminal; --dry-run shows decisions instead");
    }
    if (verbose) {
      Logger.getLogger("exavip").setLevel(Level.FINE);
    }
    return helper().run(source);
  }

  /** What the options say that were parsed last. */
  RunConfig config() {
    return source().load();
  }

  /** What they say by themselves, without what the environment would set beside them. */
  RunConfig configOfOptionsAlone() {
    ParseResult parsed = spec.commandLine().getParseResult();
    Optional<OnExit> end = Optional.ofNullable(parsed.matchedOptionValue("--on-exit", null));
    Optional<String> again = Optional.ofNullable(parsed.matchedOptionValue("--reannounce", null));
    return ConfigOptions.ofOptionsAlone(
        parsed,
        KeyOptions.settings(parsed),
        new ProcessSettings(end, again.map(text -> new Raw(text, "--reannounce"))));
  }

  /** Bad options: under ExaBGP the process stays, see {@link ApiProcess#run}. */
  int onBadOptions(String message, String[] args) {
    boolean byHand = Arrays.asList(args).contains("--dry-run");
    if (byHand || Arrays.asList(args).contains("--check-config")) {
      System.err.println("exavip: " + message);
      return ApiProcess.BAD_INPUT;
    }
    try {
      return helper().run(ConfigOptions.broken(message, List.of(args)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ApiProcess.BAD_INPUT;
    }
  }

  private ApiProcess helper() {
    return new ApiProcess(vertx, new DecisionLog().andThen(states));
  }

  private ConfigSource source() {
    ProcessSettings process =
        new ProcessSettings(
            Optional.ofNullable(onExit),
            Optional.ofNullable(reannounce).map(text -> new Raw(text, "--reannounce")));
    ParseResult parsed = spec.commandLine().getParseResult();
    return config.source(KeyOptions.settings(parsed), process, parsed.originalArgs());
  }

  private int dryRun(RunConfig config) throws InterruptedException {
    ShutdownRequest end = ShutdownRequest.onSignals();
    DecisionPrinter printer =
        new DecisionPrinter(
            System.out, format.isJson(), verbose, () -> end.request(ShutdownRequest.Reason.GONE));
    try (Engine engine = new Engine(config.services(), vertx, routes -> {}, printer)) {
      engine.start();
      end.await();
    }
    return 0;
  }
}
