package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TcpProbeTest {
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
  void aPortThatTakesTheConnectionIsASuccess() {
    try (RudeServer server = RudeServer.with(Manners.silent())) {
      ProbeResult result = prober.run(new TcpCheck("127.0.0.1", server.port()));

      assertThat(result.healthy()).isTrue();
      assertThat(result.reason()).matches("connected in \\d+ ms");
    }
  }

  @Test
  void theConnectionIsClosedAtOnce() {
    try (RudeServer server = RudeServer.with(Manners.silent())) {
      prober.run(new TcpCheck("127.0.0.1", server.port()));

      Eventually.until("the server has taken it", () -> server.accepted() > 0);
      Eventually.until("the connection is closed", () -> server.open() == 0);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void anIpv6AddressIsReached() {
    try (RudeServer server = RudeServer.at("::1", Manners.silent())) {
      assertThat(prober.run(new TcpCheck("::1", server.port())).healthy()).isTrue();
    }
  }

  @Test
  void aPortWhereNobodyListensRefuses() {
    RudeServer server = RudeServer.with(Manners.silent());
    server.close();

    assertThat(prober.run(new TcpCheck("127.0.0.1", server.port())))
        .isEqualTo(ProbeResult.failure("connection refused"));
  }

  @Test
  void aHostThatDoesNotTakeConnectionsIsATimeout() {
    try (FullBacklog host = new FullBacklog()) {
      ProbeResult result = prober.run(new TcpCheck("127.0.0.1", host.port()), Prober.SHORT);

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isIn(Prober.TIMEOUT, "connection timed out");
    }
  }

  @Test
  void aNameThatDoesNotResolveIsAFailureThatNamesIt() {
    assertThat(prober.run(new TcpCheck("no-such-host.invalid", 80)).reason())
        .startsWith("name does not resolve")
        .contains("no-such-host.invalid");
  }

  @Test
  void theTargetOfAnIpv6CheckIsWrittenInBrackets() {
    assertThat(new TcpCheck("::1", 80).target()).isEqualTo("tcp [::1]:80");
    assertThat(new TcpCheck("localhost", 80).target()).isEqualTo("tcp localhost:80");
  }
}
