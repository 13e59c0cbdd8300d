package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.Check;
import io.exavip.probe.Eventually;
import io.exavip.probe.Held;
import io.exavip.probe.Http;
import io.exavip.probe.Manners;
import io.exavip.probe.OneAtATime;
import io.exavip.probe.Probe;
import io.exavip.probe.Prober;
import io.exavip.probe.RudeServer;
import io.exavip.probe.TcpCheck;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many connections a probe with a tripwire has, and when it closes one, seen from the server.
 */
@QuarkusTest
class TripwireProbeTest {
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

  @Test
  void eachProbeMakesAConnectionAndOneIsOpenAfterIt() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = prober.wired(server);
      for (int i = 1; i <= 20; i++) {
        assertThat(prober.next(probe).healthy()).isTrue();
        assertThat(server.accepted()).isEqualTo(i);
      }
      Eventually.until("one is open", () -> server.open() == 1);
      assertThat(prober.hints()).isZero();
    }
  }

  @Test
  void withoutATripwireTheRequestAsksForTheEnd() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Check check = Http.get(server.http("/")).check();
      prober.next(prober.wired(check, TripwireUse.OFF, Prober.PATIENT));
      assertThat(server.request()).contains("connection: close");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void restClosesItWithoutAHint() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = prober.wired(server);
      prober.next(probe);
      prober.awaitHeld(probe);
      prober.onTimeline(probe::rest);
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(prober.settledHints()).isZero();
    }
  }

  @Test
  void whenTheServerHasGoneTheEndIsAHintAndTheNextAttemptIsRefused() {
    Probe probe;
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      probe = prober.wired(server);
      prober.next(probe);
      prober.awaitHeld(probe);
    }
    Eventually.until("its end is a hint", () -> prober.hints() == 1);
    assertThat(prober.next(probe).reason()).isEqualTo("connection refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void theConnectionOfATcpCheckIsKeptLikewise(String host) {
    try (RudeServer server = RudeServer.at(host, Manners.silent())) {
      Check check = new TcpCheck(host, server.port());
      Probe probe = prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(100));
      prober.next(probe);
      prober.next(probe);
      Eventually.until("both were taken", () -> server.accepted() == 2);
      Eventually.until("one is open", () -> server.open() == 1);
      prober.forgetHints();

      server.hangUp();
      Eventually.until("its end is a hint", () -> prober.hints() == 1);
    }
  }

  @Test
  void aServerWithOneConnectionAtATimeIsNotBlocked() {
    try (OneAtATime server = new OneAtATime(OK)) {
      Check check = Http.get("http://127.0.0.1:" + server.port() + "/").check();
      Probe probe = prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(50));
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
      Probe probe = prober.wired(check, TripwireUse.LOCAL, Duration.ofMillis(100));
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
      Probe probe = prober.wired(server);
      prober.next(probe);
      prober.awaitHeld(probe);
      prober.close();
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void nothingIsLeftBehind() {
    try (RudeServer server = RudeServer.with(Manners.keepingAlive(OK))) {
      Probe probe = prober.wired(server);
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
}
