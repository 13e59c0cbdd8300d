package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.name.PlayedResolver;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of hosts that have names: where the connection goes, and who waits for whom. */
@QuarkusTest
class NamedHostTest {
  private static final String NAME = "app.example.com";

  @Inject Vertx vertx;

  private final PlayedResolver names = new PlayedResolver();
  private Prober prober;

  @BeforeEach
  void start() {
    prober = new Prober(vertx, names);
  }

  @AfterEach
  void stop() {
    names.close();
    prober.close();
  }

  @Test
  void namesThatHangKeepNoOtherCheckWaiting() {
    List<CompletableFuture<ProbeResult>> hanging = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      names.hang("hangs" + i);
      hanging.add(prober.start(Http.get("http://hangs" + i + "/").check(), Prober.AMPLE));
      hanging.add(prober.start(new TcpCheck("hangs" + i, 80), Prober.AMPLE));
    }
    try (RudeServer server = RudeServer.with(Manners.status(200))) {
      names.answer(NAME, "127.0.0.1");
      for (String host : List.of("127.0.0.1", "localhost", NAME)) {
        String url = "http://" + host + ":" + server.port() + "/";
        assertThat(prober.run(Http.get(url)).reason()).startsWith("HTTP 200 in ");
        assertThat(prober.run(new TcpCheck(host, server.port())).healthy()).isTrue();
      }
    }
    assertThat(hanging).noneMatch(CompletableFuture::isDone);
    hanging.forEach(probe -> probe.cancel(true));
  }

  @Test
  void aNameThatHangsIsATimeout() {
    names.hang(NAME);

    assertThat(prober.run(Http.get("http://" + NAME + "/"), Prober.SHORT))
        .isEqualTo(ProbeResult.failure(Prober.TIMEOUT));
  }

  @Test
  void theHostHeaderIsTheNameOfTheUrl() {
    names.answer(NAME, "127.0.0.1");
    try (RudeServer server = RudeServer.with(Manners.status(200))) {
      prober.run(Http.get("http://" + NAME + ":" + server.port() + "/path?query=%20"));

      assertThat(server.request())
          .contains("GET /path?query=%20 HTTP/1.1", "Host: " + NAME + ":" + server.port());
    }
  }

  @Test
  void aHostHeaderOfTheUsersGoesBeforeIt() {
    names.answer(NAME, "127.0.0.1");
    try (RudeServer server = RudeServer.with(Manners.status(200))) {
      prober.run(
          Http.get("http://" + NAME + ":" + server.port() + "/").header("Host", "shop.example"));

      assertThat(server.request())
          .filteredOn(line -> line.toLowerCase().startsWith("host:"))
          .containsExactly("Host: shop.example");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void anAppAtEitherAddressOfLocalhostIsReached(String address) {
    try (RudeServer server = RudeServer.at(address, Manners.status(200))) {
      assertThat(prober.run(Http.get("http://localhost:" + server.port() + "/")).reason())
          .startsWith("HTTP 200 in ");
      assertThat(prober.run(new TcpCheck("localhost", server.port())).healthy()).isTrue();
    }
  }

  @Test
  void anAddressThatDoesNotAnswerIsNoReasonToFailWhereAnotherDoes() {
    try (FullBacklog silent = new FullBacklog();
        RudeServer server = RudeServer.at("127.0.0.2", silent.port(), Manners.status(200))) {
      names.answer(NAME, "127.0.0.1", "127.0.0.2");

      assertThat(prober.run(Http.get("http://" + NAME + ":" + server.port() + "/")).reason())
          .startsWith("HTTP 200 in ");
      assertThat(prober.run(new TcpCheck(NAME, server.port())).healthy()).isTrue();
    }
  }

  @Test
  void anAppThatMovesIsFoundByTheSameProbeThatItsOldAddressRefuses() {
    try (RudeServer server = RudeServer.at("127.0.0.2", Manners.status(200))) {
      TcpCheck check = new TcpCheck(NAME, server.port());
      names.answer(NAME, "127.0.0.1");
      assertThat(prober.run(check).reason()).isEqualTo("connection refused");
      int asked = names.asked();
      names.answer(NAME, "127.0.0.2");

      Eventually.until(
          "the app is found",
          () -> {
            boolean found = prober.run(check).healthy();
            // As long as the last answer is of this instant, it counts.
            assertThat(found || names.asked() == asked).isTrue();
            return found;
          });
    }
  }

  @Test
  void aNameServiceThatHangsHoldsUpARefusedConnectionBriefly() {
    RudeServer server = RudeServer.with(Manners.status(200));
    server.close();
    TcpCheck check = new TcpCheck(NAME, server.port());
    names.answer(NAME, "127.0.0.1");
    assertThat(prober.run(check).healthy()).isFalse();

    names.hang(NAME);
    Eventually.until(
        "it is looked up again",
        () -> {
          assertThat(prober.run(check).reason()).isEqualTo("connection refused");
          return names.underWay() == 1;
        });
  }

  @Test
  void whereNoAddressListensTheConnectionIsRefused() {
    RudeServer server = RudeServer.with(Manners.status(200));
    server.close();

    assertThat(prober.run(Http.get("http://localhost:" + server.port() + "/")))
        .isEqualTo(ProbeResult.failure("connection refused"));
    assertThat(prober.run(new TcpCheck("localhost", server.port())))
        .isEqualTo(ProbeResult.failure("connection refused"));
  }

  @Test
  void oneRequestIsSentThoughANameHasManyAddresses() {
    names.answer(NAME, "127.0.0.1", "127.0.0.2", "127.0.0.3");
    try (RudeServer server = RudeServer.at("0.0.0.0", 0, Manners.status(200))) {
      for (int i = 1; i <= 10; i++) {
        prober.run(Http.get("http://" + NAME + ":" + server.port() + "/"));
        assertThat(server.requests()).hasSize(i);
      }
    }
  }

  @Test
  void aNameThatDoesNotResolveAnyMoreIsReachedAtItsLastAddress() {
    names.answer(NAME, "127.0.0.1");
    try (RudeServer server = RudeServer.with(Manners.status(200))) {
      Http check = Http.get("http://" + NAME + ":" + server.port() + "/");
      prober.run(check);
      names.answer(NAME);

      assertThat(prober.run(check).reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aNameThatHasNeverResolvedIsAFailureThatNamesIt() {
    assertThat(prober.run(Http.get("http://" + NAME + "/")))
        .isEqualTo(ProbeResult.failure("name does not resolve: " + NAME));
    assertThat(prober.run(new TcpCheck(NAME, 80)))
        .isEqualTo(ProbeResult.failure("name does not resolve: " + NAME));
  }

  @Test
  void asManyRequestsAsAreUnderWayHaveAConnectionEach() {
    try (RudeServer server = RudeServer.with(Manners.silent())) {
      List<CompletableFuture<ProbeResult>> probes = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        probes.add(prober.start(Http.get(server.http("/" + i)).check(), Prober.AMPLE));
      }
      Eventually.until("all are connected", () -> server.accepted() == probes.size());
      probes.forEach(probe -> probe.cancel(true));
    }
  }

  @Test
  void aCertificateIsVerifiedAgainstTheNameAndNotItsAddress() {
    Certificates certificates = Certificates.get();
    try (RudeServer server = RudeServer.tls(certificates.server("stranger"), Manners.status(200))) {
      names.answer("www.example.com", "127.0.0.1");
      names.answer("www.example.net", "127.0.0.1");
      Http good = Http.get("https://www.example.com:" + server.port() + "/");
      Http bad = Http.get("https://www.example.net:" + server.port() + "/");

      assertThat(prober.run(good.trusting(certificates.authority())).reason())
          .startsWith("HTTP 200 in ");
      assertThat(prober.run(bad.trusting(certificates.authority())).reason()).startsWith("TLS: ");
    }
  }
}
