package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not answer as they should: a failure with a clear reason, in time. */
@QuarkusTest
class HttpFailureTest {
  @Inject Vertx vertx;

  private Prober prober;

  @BeforeEach
  void start() {
    prober = new Prober(vertx);
  }

  @AfterEach
  void stop() {
    prober.close();
  }

  @Test
  void aServerThatNeverAnswersIsATimeout() {
    timesOut(Manners.silent());
  }

  @Test
  void aBodyThatComesAByteASecondIsATimeout() {
    timesOut(Manners.dripping());
  }

  @Test
  void headersThatNeverEndAreATimeout() {
    timesOut(Manners.slowHead());
  }

  @Test
  void aServerThatStopsWithinTheBodyIsATimeout() {
    timesOut(
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
          connection.readToEnd();
        });
  }

  @Test
  void aConnectionThatIsClosedAtOnceIsAFailure() {
    assertThat(outcome(Manners.closing()).reason())
        .isIn("connection closed before the answer was complete", "connection reset");
  }

  @Test
  void aConnectionThatIsClosedInsteadOfAnAnswerIsAFailure() {
    assertThat(outcome(Manners.closingOnRequest()))
        .isEqualTo(ProbeResult.failure("connection closed before the answer was complete"));
  }

  @Test
  void aConnectionThatIsClosedWithinTheHeadersIsAFailure() {
    assertThat(outcome(Manners.answer("HTTP/1.1 200 OK\r\nContent-Le")))
        .isEqualTo(ProbeResult.failure("connection closed before the answer was complete"));
  }

  @Test
  void aConnectionThatIsClosedWithinTheBodyIsAFailure() {
    assertThat(outcome(Manners.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")))
        .isEqualTo(ProbeResult.failure("connection closed before the answer was complete"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "220 mail.example.com ESMTP\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n"
      })
  void anAnswerThatIsNotHttpIsAFailureWithAReason(String answer) {
    ProbeResult result = outcome(Manners.answer(answer));

    assertThat(result.healthy()).isFalse();
    assertThat(result.reason()).isNotBlank().doesNotContain("timeout").doesNotContain("\n");
  }

  @Test
  void headersOverTheLimitAreAFailureThatNamesIt() {
    assertThat(
            outcome(
                Manners.answer("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(300_000) + "\r\n\r\n")))
        .isEqualTo(ProbeResult.failure("the headers are longer than 256 KiB"));
  }

  @Test
  void aPortWhereNobodyListensRefuses() {
    RudeServer server = RudeServer.with(Manners.closing());
    server.close();

    assertThat(prober.run(Http.get(server.http("/"))))
        .isEqualTo(ProbeResult.failure("connection refused"));
  }

  @Test
  void anIpv6PortWhereNobodyListensRefuses() {
    RudeServer server = RudeServer.at("::1", Manners.closing());
    server.close();

    assertThat(prober.run(Http.get(server.http("/"))))
        .isEqualTo(ProbeResult.failure("connection refused"));
  }

  @Test
  void aHostThatDoesNotTakeConnectionsIsATimeout() {
    try (FullBacklog host = new FullBacklog()) {
      ProbeResult result =
          prober.run(Http.get("http://127.0.0.1:" + host.port() + "/"), Prober.SHORT);

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isIn(Prober.TIMEOUT, "connection timed out");
    }
  }

  @Test
  void aNameThatDoesNotResolveIsAFailureThatNamesIt() {
    ProbeResult result = prober.run(Http.get("http://no-such-host.invalid/"));

    assertThat(result.healthy()).isFalse();
    assertThat(result.reason())
        .startsWith("name does not resolve")
        .contains("no-such-host.invalid");
  }

  @Test
  void aServerThatSpeaksTlsToPlainHttpIsAFailureWithAReason() {
    try (RudeServer server =
        RudeServer.tls(Certificates.get().server("good"), Manners.status(200))) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isNotBlank().doesNotContain("timeout");
    }
  }

  private ProbeResult outcome(Manners manners) {
    try (RudeServer server = RudeServer.with(manners)) {
      return prober.run(Http.get(server.http("/")));
    }
  }

  /** The outcome is there when the time is up, and the connection is given up. */
  private void timesOut(Manners manners) {
    try (RudeServer server = RudeServer.with(manners)) {
      ProbeResult result = prober.run(Http.get(server.http("/")), Prober.SHORT);

      assertThat(result).isEqualTo(ProbeResult.failure(Prober.TIMEOUT));
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }
}
