package io.exavip.probe.tripwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.Eventually;
import io.exavip.probe.LimitedServer;
import io.exavip.probe.Probe;
import io.exavip.probe.Prober;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A tripwire at a server with a limit on its connections: no probe fails because of it. */
@QuarkusTest
class TripwireCrowdedServerTest {
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
  @EnumSource(LimitedServer.Way.class)
  void aServerOfOneConnectionIsHealthyAndHasNoTripwireSoon(LimitedServer.Way way) {
    try (LimitedServer server = new LimitedServer(1, Duration.ZERO, way)) {
      Probe probe = wired(server);
      assertThat(prober.next(probe).healthy()).isTrue();
      prober.awaitHeld(probe);
      assertThat(prober.next(probe).healthy()).isTrue();
      Eventually.until("the connections are closed", () -> server.open() == 0);
      int turnedAway = server.turnedAway();
      for (int i = 0; i < 5; i++) {
        assertThat(prober.next(probe).healthy()).isTrue();
        Eventually.until("the connection is closed", () -> server.open() == 0);
      }
      assertThat(server.turnedAway()).isEqualTo(turnedAway);
    }
  }

  @ParameterizedTest
  @EnumSource(LimitedServer.Way.class)
  void aServerOfTwoConnectionsStaysHealthyWhenAUserConnects(LimitedServer.Way way)
      throws IOException {
    try (LimitedServer server = new LimitedServer(2, Duration.ZERO, way)) {
      Probe probe = proven(server);
      try (Socket user = server.user()) {
        assertThat(prober.next(probe).healthy()).isTrue();
        assertThat(user.isConnected()).isTrue();
        assertThat(server.turnedAway()).isPositive();
      }
    }
  }

  @Test
  void aServerThatNoticesLateThatAConnectionWasClosedIsGivenTheTime() throws IOException {
    Duration notice = Duration.ofMillis(100);
    try (LimitedServer server = new LimitedServer(2, notice, LimitedServer.Way.CLOSED)) {
      Probe probe = proven(server);
      try (Socket user = server.user()) {
        assertThat(prober.next(probe).healthy()).isTrue();
        assertThat(user.isConnected()).isTrue();
      }
    }
  }

  /** The server has answered a probe while a connection was held; one is held. */
  private Probe proven(LimitedServer server) {
    Probe probe = wired(server);
    prober.next(probe);
    prober.awaitHeld(probe);
    prober.next(probe);
    Eventually.until("one connection is left", () -> server.open() == 1);
    prober.awaitHeld(probe);
    return probe;
  }

  private Probe wired(LimitedServer server) {
    return prober.wired(server.check());
  }
}
