package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to the connections of a probe with a tripwire, seen from the server. */
@QuarkusTest
class TripwireProbeTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** No probe of these tests takes that long. */
  private static final Duration PATIENT = Duration.ofMinutes(10);

  @Inject Vertx vertx;

  private final AtomicInteger hints = new AtomicInteger();
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
      Probe probe = wired(server);
      assertThat(prober.next(probe).healthy()).isTrue();

      server.hangUp();
      Eventually.until("its end is a hint", () -> hints.get() == 1);
    }
  }

  @Test
  void theAnswerToHeadLeavesItOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n";
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      Probe probe = wired(Http.head(server.http("/")).check());
      assertThat(prober.next(probe).healthy()).isTrue();

      server.hangUp();
      Eventually.until("its end is a hint", () -> hints.get() == 1);
    }
  }

  @Test
  void itStaysOpenThroughTls() {
    try (RudeServer server =
        RudeServer.tls(Certificates.get().server("good"), Manners.keepingAlive(OK))) {
      Probe probe = wired(Http.get(server.https("/")).insecure().check());
      assertThat(prober.next(probe).healthy()).isTrue();
      assertThat(prober.next(probe).healthy()).isTrue();
      assertThat(server.accepted()).isEqualTo(2);

      server.hangUp();
      Eventually.until("its end is a hint", () -> hints.get() == 1);
    }
  }

  @Test
  void eachProbeMakesAConnectionAndOneIsOpenAfterIt() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = wired(server);
      for (int i = 1; i <= 20; i++) {
        assertThat(prober.next(probe).healthy()).isTrue();
        assertThat(server.accepted()).isEqualTo(i);
      }
      Eventually.until("one is open", () -> server.open() == 1);
      assertThat(hints).hasValue(0);
    }
  }

  @Test
  void theRequestDoesNotAskForTheEndOfTheConnection() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      prober.next(wired(server));
      assertThat(server.request()).noneMatch(line -> line.toLowerCase().startsWith("connection"));
    }
  }

  @Test
  void withoutATripwireTheRequestAsksForTheEnd() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Check check = Http.get(server.http("/")).check();
      prober.next(prober.wired(check, TripwireUse.OFF, PATIENT, hints::incrementAndGet));
      assertThat(server.request()).contains("connection: close");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void aHeaderOfTheUserDecides() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      prober.next(wired(Http.get(server.http("/")).header("Connection", "close").check()));
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
      assertThat(prober.next(wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertNoHint();
    }
  }

  @Test
  void aBodyThatEndsWithTheConnectionIsNoHint() {
    try (RudeServer server = RudeServer.with(Manners.answer("HTTP/1.1 200 OK\r\n\r\nok"))) {
      assertThat(prober.next(wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertNoHint();
    }
  }

  @Test
  void aFailureLeavesNothingOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nno";
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      Check check = Http.get(server.http("/")).contains("yes").check();
      assertThat(prober.next(wired(check)).healthy()).isFalse();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertNoHint();
    }
  }

  @Test
  void aBodyThatIsCutShortLeavesNothingOpen() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000);
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(answer))) {
      assertThat(prober.next(wired(server)).healthy()).isTrue();
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertNoHint();
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
      Probe probe = wired(server);
      assertThat(prober.next(probe).healthy()).isTrue();
      awaitHeld(probe);
      held.countDown();
      Eventually.until("its end is a hint", () -> hints.get() == 1);
    }
  }

  @Test
  void theEndOfVertxClosesIt() {
    Vertx own = Vertx.vertx();
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK));
        ThreadTimeline timeline = new ThreadTimeline("own", error -> error.printStackTrace())) {
      HttpClient client = own.createHttpClient(new HttpClientOptions().setKeepAlive(false));
      Tripwire tripwire = new Tripwire("app", TripwireUse.ON, PATIENT, timeline);
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

  @Test
  void restClosesItWithoutAHint() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = wired(server);
      prober.next(probe);
      awaitHeld(probe);
      prober.onTimeline(probe::rest);
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertNoHint();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void theConnectionOfATcpCheckIsKeptLikewise(String host) {
    try (RudeServer server = RudeServer.at(host, Manners.silent())) {
      Check check = new TcpCheck(host, server.port());
      Probe probe =
          prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(100), hints::incrementAndGet);
      prober.next(probe);
      prober.next(probe);
      Eventually.until("both were taken", () -> server.accepted() == 2);
      Eventually.until("one is open", () -> server.open() == 1);
      hints.set(0);

      server.hangUp();
      Eventually.until("its end is a hint", () -> hints.get() == 1);
    }
  }

  @Test
  void aServerWithOneConnectionAtATimeIsNotBlocked() {
    try (OneAtATime server = new OneAtATime(OK)) {
      Check check = Http.get("http://127.0.0.1:" + server.port() + "/").check();
      Probe probe =
          prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(50), hints::incrementAndGet);
      for (int i = 0; i < 5; i++) {
        assertThat(prober.next(probe).reason()).startsWith("HTTP 200");
      }
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void aServerWithOneConnectionAtATimeIsNotBlockedByATcpCheck() {
    try (OneAtATime server = new OneAtATime(OK)) {
      Check check = new TcpCheck("127.0.0.1", server.port());
      Probe probe =
          prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(100), hints::incrementAndGet);
      prober.next(probe);
      Eventually.until("it is taken", () -> server.open() == 1);
      prober.next(probe);
      Eventually.until("both are closed", () -> server.taken() == 2 && server.open() == 0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LOCAL, 127.0.0.1, 127.0.0.1, true",
    "LOCAL, 127.0.0.1, 127.0.0.2, true",
    "LOCAL, ::1,       ::1,       true",
    "LOCAL, 10.0.2.10, 10.0.2.10, true",
    "LOCAL, 10.0.2.10, 10.0.2.20, false",
    "ON,    10.0.2.10, 10.0.2.20, true",
    "OFF,   127.0.0.1, 127.0.0.1, false"
  })
  void unlessToldOtherwiseItIsForAppsOnThisHost(
      TripwireUse use, String here, String there, boolean allowed) {
    assertThat(use.allows(new InetSocketAddress(here, 1), new InetSocketAddress(there, 2)))
        .isEqualTo(allowed);
  }

  @Test
  void theEndOfTheFactoryClosesIt() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = wired(server);
      prober.next(probe);
      awaitHeld(probe);
      prober.close();
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void nothingIsLeftBehind() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = wired(server);
      prober.next(probe);
      Held before = Held.now();
      for (int i = 0; i < 300; i++) {
        prober.next(probe);
      }
      Eventually.until(
          "no more is held than before",
          () -> Held.now().descriptors() <= before.descriptors() + 2 && server.open() == 1);
    }
  }

  private Probe wired(RudeServer server) {
    return wired(Http.get(server.http("/")).check());
  }

  private Probe wired(Check check) {
    return prober.wired(check, TripwireUse.LOCAL, PATIENT, hints::incrementAndGet);
  }

  /** The timeline has done what the end of the connection could bring. */
  private void assertNoHint() {
    prober.onTimeline(() -> {});
    assertThat(hints).hasValue(0);
  }

  private static void awaitHeld(Probe probe) {
    Eventually.until(
        "the connection is held", () -> ((WiredProbe) probe).tripwire().held() != null);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
