package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At most 64 KiB of a body are read. */
@QuarkusTest
class HttpBodyLimitTest {
  private static final int LIMIT = 64 * 1024;

  /** More than what can lie in the socket buffers of both sides. */
  private static final int HUGE = 64 * 1024 * 1024;

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
  void aBodyOf100KibWithItsLengthIsASuccess() {
    try (RudeServer server = RudeServer.with(Manners.body("x".repeat(100 * 1024)))) {
      assertThat(prober.run(Http.get(server.http("/"))).reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aBodyOfExactlyTheLimitIsReadToItsEnd() {
    try (RudeServer server = RudeServer.with(Manners.body("x".repeat(LIMIT - 3) + "end"))) {
      assertThat(prober.run(Http.get(server.http("/")).contains("end")).healthy()).isTrue();
    }
  }

  @Test
  void textBeforeTheLimitIsFoundInALongerBody() {
    String body = "x".repeat(LIMIT - 6) + "needle" + "x".repeat(LIMIT);
    try (RudeServer server = RudeServer.with(Manners.body(body))) {
      assertThat(prober.run(Http.get(server.http("/")).contains("needle")).healthy()).isTrue();
    }
  }

  @Test
  void textBeyondTheLimitIsNotFound() {
    String body = "x".repeat(2 * LIMIT) + "needle";
    try (RudeServer server = RudeServer.with(Manners.body(body))) {
      assertThat(prober.run(Http.get(server.http("/")).contains("needle")).reason())
          .isEqualTo("the first 64 KiB of the body do not contain 'needle'");
    }
  }

  @Test
  void aHugeBodyIsCutOffAtTheLimit() {
    Manners huge =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + HUGE + "\r\n\r\n");
          connection.sendForever("x".repeat(8 * 1024), Duration.ZERO);
        };
    try (RudeServer server = RudeServer.with(huge)) {
      assertThat(prober.run(Http.get(server.http("/"))).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(server.sent()).isLessThan(HUGE / 4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "text/event-stream",
        "application/x-ndjson",
        "application/stream+json",
        "application/json",
        "multipart/form-data; boundary=x",
        "not a type"
      })
  void anEndlessBodyOfAnyTypeIsJudgedByItsFirst64Kib(String type) {
    try (RudeServer server = RudeServer.with(Manners.endless(type))) {
      assertThat(prober.run(Http.get(server.http("/"))).reason()).startsWith("HTTP 200 in ");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 503})
  void anEndlessBodyOfAnyWantedStatusIsJudgedByItsFirst64Kib(int status) {
    Manners endless =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n");
          connection.sendForever("400\r\n" + "x".repeat(1024) + "\r\n", Duration.ZERO);
        };
    try (RudeServer server = RudeServer.with(endless)) {
      assertThat(prober.run(Http.get(server.http("/")).status("100-599")))
          .extracting(ProbeResult::reason)
          .asString()
          .startsWith("HTTP " + status + " in ");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void anEndlessBodyThatOnlyTheEndOfTheConnectionWouldEndIsJudgedByItsFirst64Kib() {
    Manners endless =
        connection -> {
          connection.readHead();
          connection.send("HTTP/1.1 200 OK\r\n\r\n");
          connection.sendForever("x".repeat(1024), Duration.ZERO);
        };
    try (RudeServer server = RudeServer.with(endless)) {
      assertThat(prober.run(Http.get(server.http("/"))).reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void healthThatIsCutIsAFailureThatSaysWhere() {
    String body = "{\"status\": \"UP\", \"fill\": \"" + "x".repeat(LIMIT) + "\"}";
    try (RudeServer server = RudeServer.with(Manners.body(body))) {
      assertThat(prober.run(Http.get(server.http("/")).healthUp()).reason())
          .isEqualTo("body is longer than the 64 KiB that are read of MicroProfile Health JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "multipart/form-data"})
  void aShortBodyOfAnyTypeIsReadAsItIs(String type) {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: 7\r\n\r\n";
    try (RudeServer server = RudeServer.with(Manners.answer(head + "data: x"))) {
      assertThat(prober.run(Http.get(server.http("/")).contains("data: x")).healthy()).isTrue();
    }
  }
}
