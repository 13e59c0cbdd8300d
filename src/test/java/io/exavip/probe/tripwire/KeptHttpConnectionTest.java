package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.Certificates;
import io.exavip.probe.Check;
import io.exavip.probe.Eventually;
import io.exavip.probe.Http;
import io.exavip.probe.Manners;
import io.exavip.probe.Probe;
import io.exavip.probe.Prober;
import io.exavip.probe.RudeServer;
import io.exavip.time.ThreadTimeline;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections of HTTP probes stay open, and what their end tells, seen from the server. */
@QuarkusTest
class KeptHttpConnectionTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

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
  @ValueSource(
      strings = {
        OK,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 100 Continue\r\n\r\n" + OK,
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok"
      })
  void theConnectionStaysOpenWhereTheServerAgrees(String answer) {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      Probe probe = prober.wired(server);
      assertThat(prober.next(probe).healthy()).isTrue();

      server.hangUp();
      Eventually.until("its end is a hint", () -> prober.hints() == 1);
    }
  }

  @Test
  void theAnswerToHeadLeavesItOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      Probe probe = prober.wired(Http.head(server.http("/")).check());
      assertThat(prober.next(probe).healthy()).isTrue();

      server.hangUp();
      Eventually.until("its end is a hint", () -> prober.hints() == 1);
    }
  }

  @Test
  void itStaysOpenThroughTls() {
    try (RudeServer server =
        RudeServer.tls(Certificates.get().server("good"), Manners.keepingAlive(OK))) {
      Probe probe = prober.wired(Http.get(server.https("/")).insecure().check());
      assertThat(prober.next(probe).healthy()).isTrue();
      assertThat(prober.next(probe).healthy()).isTrue();
      assertThat(server.accepted()).isEqualTo(2);

      server.hangUp();
      Eventually.until("its end is a hint", () -> prober.hints() == 1);
    }
  }

  @Test
  void theRequestDoesNotAskForTheEndOfTheConnection() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      prober.next(prober.wired(server));
      assertThat(server.request()).noneMatch(line -> line.toLowerCase().startsWith("connection"));
    }
  }

  @Test
  void aHeaderOfTheUserDecides() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      prober.next(prober.wired(Http.get(server.http("/")).header("Connection", "close").check()));
      assertThat(server.request()).anyMatch(line -> line.equalsIgnoreCase("connection: close"));
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
      })
  void aServerThatDoesNotAgreeHasNone(String answer) {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      assertThat(prober.next(prober.wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(prober.settledHints()).isZero();
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionIsNoHint() {
    try (RudeServer server = RudeServer.with(Manners.answer("HTTP/1.1 200 OK\r\n\r\nok"))) {
      assertThat(prober.next(prober.wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(prober.settledHints()).isZero();
    }
  }

  @Test
  void aFailureLeavesNothingOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno";
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      Check check = Http.get(server.http("/")).contains("yes").check();
      assertThat(prober.next(prober.wired(check)).healthy()).isFalse();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(prober.settledHints()).isZero();
    }
  }

  @Test
  void aBodyThatIsCutShortLeavesNothingOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000);
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      assertThat(prober.next(prober.wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(prober.settledHints()).isZero();
    }
  }

  @Test
  void aWordOfFarewellIsIgnored() {
    CountDownLatch held = new CountDownLatch(1);
    Manners farewell =
        connection -> {
          connection.readHead();
          connection.send(OK);
          await(held);
          connection.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\nrubbish");
        };
    try (RudeServer server = RudeServer.with(farewell)) {
      Probe probe = prober.wired(server);
      assertThat(prober.next(probe).healthy()).isTrue();
      prober.awaitHeld(probe);
      held.countDown();
      Eventually.until("its end is a hint", () -> prober.hints() == 1);
    }
  }

  @Test
  void theEndOfVertxClosesIt() {
    Vertx own = Vertx.vertx();
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK));
        ThreadTimeline timeline = new ThreadTimeline("own", error -> error.printStackTrace())) {
      HttpClient client = own.createHttpClient(new HttpClientOptions().setKeepAlive(false));
      Tripwire tripwire = new Tripwire("app", TripwireUse.ON, Prober.PATIENT, timeline);
      AtomicReference<KeptHttpConnection> kept = new AtomicReference<>();
      client
          .request(HttpMethod.GET, server.port(), "127.0.0.1", "/")
          .map(
              request -> {
                kept.set(KeptHttpConnection.on(request.connection(), tripwire).orElseThrow());
                return request;
              })
          .compose(HttpClientRequest::send)
          .compose(HttpClientResponse::body)
          .toCompletionStage()
          .toCompletableFuture()
          .join();
      Eventually.until("the connection is kept", () -> kept.get().isIdle());

      own.close().toCompletionStage().toCompletableFuture().join();
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
