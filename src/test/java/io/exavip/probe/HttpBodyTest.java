package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
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
  void anExpressionThatWouldBacktrackForYearsIsJudgedInTime() {
    ProbeResult result = outcome("a,".repeat(30_000), http -> http.matches("(.*,){11}ready"));

    assertThat(result).isEqualTo(ProbeResult.failure("body does not match '(.*,){11}ready'"));
  }

  @Test
  void theEndOfALineThatEndsTheBodyIsTheEndForAnExpression() {
    assertThat(outcome("ready\r\n", http -> http.matches("^ready$")).healthy()).isTrue();
  }

  @Test
  void aCharsetOfTheTypeIsHeeded() {
    assertThat(typed("text/plain; charset=ISO-8859-1", "gr\u00fcn", "gr\u00fcn").healthy())
        .isTrue();
    assertThat(typed("text/html;Charset=\"utf-16le\"", "P\0R\0I\0", "PRI").healthy()).isTrue();
  }

  @Test
  void aByteOrderMarkGoesBeforeTheCharsetOfTheType() {
    String utf16 = "\u00fe\u00ff\0P\0R\0I";

    assertThat(typed("text/plain; charset=utf-8", utf16, "PRI").healthy()).isTrue();
  }

  @Test
  void aByteOrderMarkBeforeJsonIsNoPartOfIt() {
    assertThat(outcome("\u00ef\u00bb\u00bf{\"status\": \"UP\"}", Http::healthUp).healthy())
        .isTrue();
  }

  @Test
  void aCompressedBodyThatNobodyAskedForIsAFailureOfRulesAlone() {
    Manners gzip =
        Manners.answer(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\u001f\u008b\b");
    try (RudeServer server = RudeServer.with(gzip)) {
      assertThat(prober.run(Http.get(server.http("/"))).healthy()).isTrue();
      assertThat(prober.run(Http.get(server.http("/")).contains("PRI")))
          .isEqualTo(ProbeResult.failure("cannot read the body: it is compressed (gzip), unasked"));
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

  private ProbeResult typed(String type, String body, String wanted) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\n\r\n";
    try (RudeServer server = RudeServer.with(Manners.answer(head + body))) {
      return prober.run(Http.get(server.http("/")).contains(wanted));
    }
  }

  private ProbeResult outcome(String body, UnaryOperator<Http> rule) {
    try (RudeServer server = RudeServer.with(Manners.body(body))) {
      return prober.run(rule.apply(Http.get(server.http("/"))));
    }
  }
}
