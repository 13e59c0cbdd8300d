package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code exavip webapp}, told by its control path how to behave. */
class WebAppCommandIT {
  private static final int SILENCE_MILLIS = 700;
  private static final int PATIENCE_MILLIS = 300_000;

  private Exavip app;
  private int port;

  @BeforeEach
  void start() {
    app = Exavip.start("webapp", "--id", "PRI", "--port", "0", "--address", "0.0.0.0");
    String line = app.awaitOut("PRI listens on port \\d+ of 0\\.0\\.0\\.0");
    port = Integer.parseInt(line.replaceAll("\\D+(\\d+) of .*", "$1"));
  }

  @AfterEach
  void close() {
    app.close();
  }

  @Test
  void itAnswersItsIdAsPlainTextOnOneConnectionAgainAndAgain() throws IOException {
    try (Client client = new Client()) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.ask("GET", "/")).contains("200 OK", "text/plain").endsWith("\n\r\nPRI");
      }
    }
    assertThat(app.out()).hasSize(1);
    assertThat(app.err()).isEmpty();
  }

  @Test
  void itAnswersOnEveryAddressOfTheHost() throws IOException {
    try (Client client = new Client(addressOutsideLoopback())) {
      assertThat(client.ask("GET", "/")).endsWith("PRI");
    }
  }

  @Test
  void itListensOnLoopbackUnlessToldOtherwise() {
    try (Exavip quiet = Exavip.start("webapp", "--id", "SEC", "--port", "0")) {
      assertThat(quiet.awaitOut("SEC listens on port \\d+ of .*")).endsWith(" of 127.0.0.1");
    }
  }

  @Test
  void aFormOfAWebPageCannotControlIt() throws IOException {
    try (Client client = new Client()) {
      assertThat(client.ask("POST", "/_exavip/mode?is=error")).contains("405", "GET and PUT");
      assertThat(client.ask("GET", "/")).contains("200 OK");
    }
  }

  @Test
  void aScriptOfAWebPageCannotControlIt() throws IOException {
    try (Client client = new Client()) {
      client.send("PUT", "/_exavip/mode?is=error", "Origin: http://app");
      assertThat(client.answer()).contains("403", "no web page");
      assertThat(client.ask("GET", "/")).contains("200 OK");
    }
  }

  @Test
  void onlyLoopbackClientsMayControlIt() throws IOException {
    try (Client client = new Client(addressOutsideLoopback())) {
      assertThat(client.ask("PUT", "/_exavip/mode?is=error")).contains("403");
      assertThat(client.ask("GET", "/")).contains("200 OK");
    }
  }

  @Test
  void toldToFailItAnswers500UntilItIsHealthyAgain() throws IOException {
    try (Client client = new Client()) {
      assertThat(control("error")).contains("200 OK");
      assertThat(client.ask("GET", "/")).contains("500");
      assertThat(client.ask("GET", "/_exavip/mode")).endsWith("error\n");

      assertThat(control("healthy")).contains("200 OK");
      assertThat(client.ask("GET", "/")).contains("200 OK").endsWith("PRI");
    }
  }

  @Test
  void toldToHangItTakesARequestAndAnswersWhenTheHangIsOver() throws IOException {
    try (Client client = new Client()) {
      control("hang");
      client.send("GET", "/");
      assertThat(client.isSilent()).isTrue();

      control("healthy");
      assertThat(client.answer()).contains("200 OK");
    }
  }

  @Test
  void toldToCloseIdleConnectionsItClosesThemAndTakesNewOnes() throws IOException {
    try (Client client = new Client();
        Client next = new Client()) {
      client.ask("GET", "/");
      next.ask("PUT", "/_exavip/mode?is=close-idle");

      assertThat(client.isClosed()).isTrue();
      assertThat(next.ask("GET", "/")).contains("200 OK");
    }
  }

  @Test
  void toldToDieItEndsAtOnceAndItsConnectionsWithIt() throws IOException {
    try (Client client = new Client()) {
      client.ask("GET", "/");
      control("die");

      assertThat(client.isClosed()).isTrue();
      assertThat(app.awaitEnd()).isEqualTo(134);
    }
  }

  @Test
  void anUnknownWayToBehaveChangesNothing() throws IOException {
    assertThat(control("bogus")).contains("400", "healthy, error, hang, close-idle or die");
    try (Client client = new Client()) {
      assertThat(client.ask("GET", "/")).contains("200 OK");
    }
  }

  @Test
  void sigtermAnswersWhatWaitsAndEndsWithExitCode0() throws Exception {
    try (Client client = new Client()) {
      control("hang");
      client.send("GET", "/");
      assertThat(client.isSilent()).isTrue();

      app.signal("TERM");

      assertThat(client.answer()).contains("200 OK");
      assertThat(client.isClosed()).isTrue();
      assertThat(app.awaitEnd()).isZero();
      assertThat(app.err()).isEmpty();
    }
  }

  @Test
  void aPortInUseIsOneLineAndExitCode2() {
    Cli.Outcome outcome = Cli.run("webapp", "--id", "SEC", "--port", "" + port);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .startsWith("exavip: --port: '" + port + "': cannot listen on 127.0.0.1: ");
  }

  @Test
  void aBadPortIsOneLineAndExitCode2() {
    Cli.Outcome outcome = Cli.run("webapp", "--id", "SEC", "--port", "65536");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .containsExactly("exavip: --port: '65536': not a port; allowed: 0 to 65535");
  }

  @Test
  void anAddressNobodyHasHereIsOneLineAndExitCode2() {
    Cli.Outcome outcome =
        Cli.run("webapp", "--id", "SEC", "--port", "0", "--address", "203.0.113.1");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("cannot listen on 203.0.113.1");
  }

  @Test
  void withoutAnIdOneLineSaysSo() {
    Cli.Outcome outcome = Cli.run("webapp");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("--id");
  }

  private String control(String is) throws IOException {
    try (Client client = new Client()) {
      client.send("PUT", "/_exavip/mode?is=" + is);
      return is.equals("die") ? "" : client.answer();
    }
  }

  private static InetAddress addressOutsideLoopback() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
        .findFirst()
        .orElseThrow(() -> new AssertionError("the test needs an address besides loopback"));
  }

  /** A client with one connection. */
  private final class Client implements AutoCloseable {
    private final Socket socket;

    Client() throws IOException {
      this(InetAddress.getLoopbackAddress());
    }

    Client(InetAddress address) throws IOException {
      socket = new Socket(address, port);
      socket.setSoTimeout(PATIENCE_MILLIS);
    }

    String ask(String method, String path) throws IOException {
      send(method, path);
      return answer();
    }

    void send(String method, String path) throws IOException {
      send(method, path, "Accept: */*");
    }

    void send(String method, String path, String header) throws IOException {
      String request =
          "%s %s HTTP/1.1\r\nHost: app\r\n%s\r\nContent-Length: 0\r\n\r\n"
              .formatted(method, path, header);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Head and body of the next answer. */
    String answer() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new IOException("the connection ends in " + head);
        }
        head.append((char) next);
      }
      String length = head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1");
      byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length));
      return head + new String(body, StandardCharsets.US_ASCII);
    }

    /** Nothing comes for a while. */
    boolean isSilent() throws IOException {
      socket.setSoTimeout(SILENCE_MILLIS);
      try {
        socket.getInputStream().read();
        return false;
      } catch (SocketTimeoutException e) {
        return true;
      } finally {
        socket.setSoTimeout(PATIENCE_MILLIS);
      }
    }

    /** The other side closes the connection. */
    boolean isClosed() throws IOException {
      InputStream in = socket.getInputStream();
      try {
        return in.read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true; // a reset
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
