package io.exavip.cli;

import io.exavip.config.PingReader;
import io.exavip.config.Raw;
import io.exavip.ping.Ping;
import io.exavip.ping.PingOutput;
import io.exavip.ping.PingPlan;
import io.exavip.process.ApiProcess;
import io.exavip.process.ShutdownRequest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code exavip ping}: who answers at the VIP, and how long a takeover takes. */
@Command(
    name = "ping",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    abbreviateSynopsis = true,
    description =
        "Calls a URL again and again, each time on a new connection, prints who answers, and reports"
            + " every takeover and outage at the end or on ^C.",
    footer = {
      "%nA line is the start of the probe and the first line of the answer, nothing if it is lost: no",
      "2xx answer within the timeout. A gap is the time from the last answer of the old server to the",
      "first answer of the new one. TIME is 10ms, 1s or 2m; a bare number is seconds.",
      "Exit code: 0 answers came, 1 none, 2 bad input.",
      "%nExample:",
      "  exavip ping http://10.1.0.5:3000/ --interval 10ms --svg failover.svg"
    })
final class PingCommand implements Callable<Integer> {
  /** How long the report may take after the end was asked for; longer only if nobody reads it. */
  private static final long LAST_MILLIS = 5000;

  private final Vertx vertx;

  @Parameters(
      paramLabel = "URL",
      description = "http or https URL; its name is resolved anew every second")
  private String url;

  @Option(
      names = {"-i", "--interval"},
      paramLabel = "TIME",
      defaultValue = "100ms",
      description = "time between probes, start to start (${DEFAULT-VALUE})")
  private String interval;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "a later answer does not count (${DEFAULT-VALUE})")
  private String timeout;

  @Option(
      names = {"-c", "--count"},
      paramLabel = "N",
      description = "end after N probes")
  private String count;

  @Option(names = "--duration", paramLabel = "TIME", description = "end after this time")
  private String duration;

  @Option(names = "--insecure", description = "do not verify certificate and host name")
  private boolean insecure;

  @Option(names = "--summary-only", description = "print the report alone, no probes")
  private boolean summaryOnly;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "lines for people, or one JSON object a line (${DEFAULT-VALUE})")
  private OutputFormat format;

  @Option(names = "--svg", paramLabel = "FILE", description = "draw the failover into this file")
  private String svg;

  PingCommand(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Integer call() throws InterruptedException {
    PingPlan plan =
        PingReader.read(
            new Raw(url, "URL"),
            insecure,
            new Raw(interval, "--interval"),
            new Raw(timeout, "--timeout"),
            Optional.ofNullable(count).map(text -> new Raw(text, "--count")),
            Optional.ofNullable(duration).map(text -> new Raw(text, "--duration")));
    PingOutput output = new PingOutput(System.out, System.err, format.isJson(), summaryOnly);
    Optional<Path> picture =
        Optional.ofNullable(svg)
            .map(text -> new Raw(text, "--svg").read("a file to write", PingCommand::writable));
    ShutdownRequest end = ShutdownRequest.onSignals();
    try (Ping ping =
        new Ping(vertx, plan, output, () -> end.request(ShutdownRequest.Reason.GONE))) {
      ping.start();
      end.await();
      ping.stop(LAST_MILLIS);
      if (picture.isPresent() && !write(picture.get(), ping.picture())) {
        return ApiProcess.BAD_INPUT;
      }
      return ping.hasAnswers() ? 0 : 1;
    }
  }

  /** Opens the file, so that a long run does not end in a picture that cannot be written. */
  private static Path writable(String text) {
    try {
      Path file = Path.of(text);
      boolean old = Files.exists(file);
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        out.flush();
      }
      if (!old) {
        Files.delete(file);
      }
      return file;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException("cannot be written", e);
    }
  }

  private static boolean write(Path file, String text) {
    try {
      Files.writeString(file, text);
      return true;
    } catch (IOException e) {
      System.err.println("exavip: --svg: '" + file + "': cannot be written");
      return false;
    }
  }
}
