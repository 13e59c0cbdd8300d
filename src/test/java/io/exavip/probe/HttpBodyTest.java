package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the body must be. */
@QuarkusTest
class HttpBodyTest {
  private static final String NOT_HEALTH = "body is not MicroProfile Health JSON";

  /** At least as many as Vert.x has: each probe of these tests runs on the next one. */
  private static final int EVENT_LOOPS = 2 * Runtime.getRuntime().availableProcessors();

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
  void aBodyThatContainsTheTextIsASuccess() {
    assertThat(outcome("I am PRI today", http -> http.contains("PRI")).healthy()).isTrue();
  }

  @Test
  void aBodyWithoutTheTextIsAFailureThatNamesIt() {
    assertThat(outcome("I am SEC", http -> http.contains("PRI")))
        .isEqualTo(ProbeResult.failure("body does not contain 'PRI'"));
  }

  @Test
  void everyTextMustBeInTheBody() {
    assertThat(outcome("one", http -> http.contains("one").contains("two")).reason())
        .isEqualTo("body does not contain 'two'");
  }

  @Test
  void aTextCutIntoPiecesOnTheWireIsFound() {
    Manners pieces =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          connection.send("3\r\nrea\r\n");
          connection.send("2\r\ndy\r\n0\r\n\r\n");
        };
    try (RudeServer server = RudeServer.with(pieces)) {
      assertThat(prober.run(Http.get(server.http("/")).contains("ready")).healthy()).isTrue();
    }
  }

  @Test
  void theBodyIsReadAsUtf8() {
    Manners euro =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\u00e2\u0082\u00ac");
        };
    try (RudeServer server = RudeServer.with(euro)) {
      assertThat(prober.run(Http.get(server.http("/")).contains("\u20ac")).healthy()).isTrue();
    }
  }

  @Test
  void aPartOfTheBodyThatMatchesIsASuccess() {
    assertThat(outcome("up since 12 days", http -> http.matches("since \\d+")).healthy()).isTrue();
  }

  @Test
  void aBodyThatDoesNotMatchIsAFailureThatNamesTheExpression() {
    assertThat(outcome("up", http -> http.matches("since \\d+")))
        .isEqualTo(ProbeResult.failure("body does not match 'since \\d+'"));
  }

  @Test
  void anExpressionThatExhaustsTheStackIsAFailureWithAReason() {
    ProbeResult result = outcome("a".repeat(60_000), http -> http.matches("(a|b)*c"), Prober.AMPLE);

    assertThat(result.healthy()).isFalse();
    assertThat(result.reason()).doesNotContain("timeout");
  }

  @Test
  void anExpressionThatTakesTooLongIsATimeoutAndHoldsUpNoOtherCheck() {
    ProbeResult result = outcome("a".repeat(800), http -> http.matches("a*a*a*b"), Prober.SHORT);

    assertThat(result).isEqualTo(ProbeResult.failure(Prober.TIMEOUT));
    try (RudeServer server = RudeServer.with(Manners.status(200))) {
      for (int i = 0; i < EVENT_LOOPS; i++) {
        assertThat(prober.run(Http.get(server.http("/")), Duration.ofSeconds(3)).reason())
            .startsWith("HTTP 200 in ");
      }
    }
  }

  @Test
  void healthThatIsUpIsASuccess() {
    String body = "{\"status\": \"UP\", \"checks\": [{\"name\": \"db\", \"status\": \"UP\"}]}";

    assertThat(outcome(body, Http::healthUp).healthy()).isTrue();
  }

  @Test
  void healthThatIsDownNamesTheChecksThatFail() {
    String body =
        "{\"status\": \"DOWN\", \"checks\": [{\"name\": \"disk\", \"status\": \"UP\"},"
            + "{\"name\": \"db\", \"status\": \"DOWN\"}, {\"name\": \"mq\", \"status\": \"DOWN\"}]}";

    assertThat(outcome(body, Http::healthUp))
        .isEqualTo(ProbeResult.failure("health status is DOWN (db, mq), wanted UP"));
  }

  @Test
  void healthThatIsDownNeedsNoChecks() {
    assertThat(outcome("{\"status\": \"DOWN\"}", Http::healthUp).reason())
        .isEqualTo("health status is DOWN, wanted UP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "UP",
        "<html>",
        "[]",
        "\"UP\"",
        "null",
        "{",
        "{\"status\": \"UP\"",
        "{'a': 1}"
      })
  void anythingButJsonIsNoHealth(String body) {
    assertThat(outcome(body, Http::healthUp)).isEqualTo(ProbeResult.failure(NOT_HEALTH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"status\": true}", "{\"status\": null}", "{\"status\": []}"})
  void healthWithoutAStatusIsAFailure(String body) {
    assertThat(outcome(body, Http::healthUp).reason())
        .isEqualTo("health status is missing, wanted UP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1, null]", "{}", "[{}]", "\"x\"", "null"})
  void oddChecksDoNotHideTheStatus(String checks) {
    assertThat(outcome("{\"status\": \"DOWN\", \"checks\": " + checks + "}", Http::healthUp))
        .satisfies(result -> assertThat(result.reason()).startsWith("health status is DOWN"));
  }

  @Test
  void jsonNestedTooDeepIsAFailureWithAReason() {
    String body = "{\"a\":".repeat(10_000);

    assertThat(outcome(body, Http::healthUp)).isEqualTo(ProbeResult.failure(NOT_HEALTH));
  }

  @Test
  void theStatusCountsBeforeTheBody() {
    try (RudeServer server =
        RudeServer.with(Manners.answer("HTTP/1.1 503 No\r\nContent-Length: 3\r\n\r\nPRI"))) {
      assertThat(prober.run(Http.get(server.http("/")).contains("PRI")).reason())
          .isEqualTo("HTTP 503, wanted 200-399");
    }
  }

  private ProbeResult outcome(String body, UnaryOperator<Http> rule) {
    return outcome(body, rule, Prober.AMPLE);
  }

  private ProbeResult outcome(String body, UnaryOperator<Http> rule, Duration timeout) {
    try (RudeServer server = RudeServer.with(Manners.body(body))) {
      return prober.run(rule.apply(Http.get(server.http("/"))), timeout);
    }
  }
}
