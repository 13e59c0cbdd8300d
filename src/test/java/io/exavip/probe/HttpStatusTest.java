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

@QuarkusTest
class HttpStatusTest {
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

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 301, 304, 399})
  void aStatusInTheRangeIsASuccess(int status) {
    try (RudeServer server = RudeServer.with(Manners.status(status))) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result.reason()).matches("HTTP " + status + " in \\d+ ms");
      assertThat(result.healthy()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500, 503, 599})
  void aStatusOutOfRangeIsAFailureThatNamesBoth(int status) {
    try (RudeServer server = RudeServer.with(Manners.status(status))) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result).isEqualTo(ProbeResult.failure("HTTP " + status + ", wanted 200-399"));
    }
  }

  @Test
  void tooManyRequestsAskForPatience() {
    try (RudeServer server = RudeServer.with(Manners.status(429))) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result).isEqualTo(ProbeResult.notNow("HTTP 429, wanted 200-399"));
    }
  }

  @Test
  void anUnavailableServiceThatSaysWhenToComeBackAsksForPatience() {
    String answer = "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n";
    try (RudeServer server = RudeServer.with(Manners.answer(answer))) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result).isEqualTo(ProbeResult.notNow("HTTP 503, wanted 200-399"));
    }
  }

  @Test
  void theRangesOfTheCheckDecide() {
    try (RudeServer server = RudeServer.with(Manners.status(404))) {
      ProbeResult result = prober.run(Http.get(server.http("/")).status("200-299,404"));

      assertThat(result.healthy()).isTrue();
    }
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() {
    try (RudeServer server =
        RudeServer.with(
            Manners.answer(
                "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"))) {
      ProbeResult result = prober.run(Http.get(server.http("/")).status("200-299"));

      assertThat(result).isEqualTo(ProbeResult.failure("HTTP 302, wanted 200-299"));
      assertThat(server.request()).first().isEqualTo("GET / HTTP/1.1");
    }
  }

  @Test
  void anUnwantedStatusIsKnownBeforeItsBodyEnds() {
    Manners failing =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 500 Broken\r\nContent-Length: 1000\r\n\r\n");
          connection.readToEnd();
        };
    try (RudeServer server = RudeServer.with(failing)) {
      ProbeResult result = prober.run(Http.get(server.http("/")));

      assertThat(result.reason()).isEqualTo("HTTP 500, wanted 200-399");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void anInterimAnswerIsNotTheAnswer() {
    try (RudeServer server =
        RudeServer.with(
            Manners.answer(
                "HTTP/1.1 100 Continue\r\n\r\n"
                    + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))) {
      ProbeResult result = prober.run(Http.get(server.http("/")).contains("ok"));

      assertThat(result.reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void headIsSentAsHeadAndJudgedByItsStatus() {
    try (RudeServer server =
        RudeServer.with(Manners.answer("HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n"))) {
      ProbeResult result = prober.run(Http.head(server.http("/health")));

      assertThat(result.reason()).startsWith("HTTP 200 in ");
      assertThat(server.request()).first().isEqualTo("HEAD /health HTTP/1.1");
    }
  }

  @Test
  void anAnswerInHttp10IsUnderstood() {
    try (RudeServer server = RudeServer.with(Manners.answer("HTTP/1.0 200 OK\r\n\r\nfine"))) {
      ProbeResult result = prober.run(Http.get(server.http("/")).contains("fine"));

      assertThat(result.healthy()).isTrue();
    }
  }
}
