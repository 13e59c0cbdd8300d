package io.exavip.cli;

import io.exavip.config.Raw;
import io.exavip.process.ShutdownRequest;
import io.exavip.route.IpLiteral;
import io.exavip.webapp.WebApp;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code exavip webapp}: a web app to try failovers with. */
@Command(
    name = "webapp",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "A tiny web app that answers its ID to every request and can be told to fail. For the lab,"
            + " not for production.",
    footer = {
      "%nClients on a loopback address of the same machine, but no web pages, ask for its state, or make"
          + " it fail:",
      "  GET  /_exavip/mode                 healthy, error or hang",
      "  PUT  /_exavip/mode?is=healthy      answer 200 (again)",
      "  PUT  /_exavip/mode?is=error        answer 500",
      "  PUT  /_exavip/mode?is=hang         accept and read, but answer nothing",
      "  PUT  /_exavip/mode?is=close-idle   close the idle keep-alive connections, once",
      "  PUT  /_exavip/mode?is=die          end at once, as in a crash",
      "SIGTERM and SIGINT end it in order: requests that wait are answered, the exit code is 0.",
      "%nExample:",
      "  exavip webapp --id PRI --port 3000",
      "  curl -X PUT 'http://127.0.0.1:3000/_exavip/mode?is=error'"
    })
final class WebappCommand implements Callable<Integer> {
  private static final int CRASH = 134; // as of a process that aborts

  private final Vertx vertx;

  @Option(
      names = "--id",
      paramLabel = "ID",
      required = true,
      description = "what it answers: 1 to 64 printable ASCII characters")
  private String id;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "3000",
      description = "where it listens, 0 to 65535; 0: on a free port (${DEFAULT-VALUE})")
  private String port;

  @Option(
      names = "--address",
      paramLabel = "IP",
      defaultValue = "127.0.0.1",
      description = "listen on this address; 0.0.0.0: on all, IPv6 included (${DEFAULT-VALUE})")
  private String address;

  WebappCommand(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Integer call() throws InterruptedException {
    String answer =
        new Raw(id, "--id").read("1 to 64 printable ASCII characters", WebappCommand::id);
    Raw listenPort = new Raw(port, "--port");
    SocketAddress where =
        SocketAddress.inetSocketAddress(
            listenPort.read("0 to 65535", WebappCommand::port),
            new Raw(address, "--address").read("an IPv4 or IPv6 address", WebappCommand::address));
    ShutdownRequest end = ShutdownRequest.onSignals();
    try (WebApp app = new WebApp(vertx, answer, where, () -> Runtime.getRuntime().halt(CRASH))) {
      open(app, listenPort);
      System.out.println(answer + " listens on port " + app.port() + " of " + where.host());
      end.await();
    }
    return 0;
  }

  private void open(WebApp app, Raw listenPort) {
    try {
      app.become(WebApp.Mode.HEALTHY);
    } catch (CompletionException e) {
      String problem = "cannot listen on " + address + ": " + e.getCause().getMessage();
      throw listenPort.fault(problem, "a free port that you may open, of an address of this host");
    }
  }

  private static String id(String text) {
    return text.matches("[ -~]{1,64}") ? text : fail("not such an ID");
  }

  private static int port(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535
        ? Integer.parseInt(text)
        : fail("not a port");
  }

  private static String address(String text) {
    return IpLiteral.parse(text).isPresent() ? text : fail("not an address");
  }

  private static <T> T fail(String problem) {
    throw new IllegalArgumentException(problem);
  }
}
