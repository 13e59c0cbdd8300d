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
class HttpTlsTest {
  @Inject Vertx vertx;

  private final Certificates certificates = Certificates.get();
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
  void aSelfSignedCertificateIsRefusedWithAReason() {
    try (RudeServer server = tls("selfsigned")) {
      refused(prober.run(Http.get(server.https("/"))), "certif|certification path");
    }
  }

  @Test
  void anAuthorityThatTheSystemDoesNotTrustIsRefusedWithAReason() {
    try (RudeServer server = tls("good")) {
      refused(prober.run(Http.get(server.https("/"))), "certif|certification path");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"selfsigned", "stranger", "expired"})
  void insecureTakesAnyCertificate(String name) {
    try (RudeServer server = tls(name)) {
      ProbeResult result = prober.run(Http.get(server.https("/")).insecure());

      assertThat(result.reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aCertificateOfTheOwnAuthorityIsTaken() {
    try (RudeServer server = tls("good")) {
      ProbeResult result = prober.run(trusting(server.https("/")));

      assertThat(result.reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aCertificateForTheNameIsTaken() {
    try (RudeServer server = tls("good")) {
      ProbeResult result = prober.run(trusting("https://localhost:" + server.port() + "/"));

      assertThat(result.reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aSchemeInCapitalsIsTls() {
    try (RudeServer server = tls("good")) {
      ProbeResult result = prober.run(trusting("HTTPS://localhost:" + server.port() + "/"));

      assertThat(result.reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void withAnOwnAuthorityASelfSignedCertificateIsRefused() {
    try (RudeServer server = tls("selfsigned")) {
      refused(prober.run(trusting(server.https("/"))), "certif|certification path");
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    try (RudeServer server = tls("stranger")) {
      refused(prober.run(trusting(server.https("/"))), "127\\.0\\.0\\.1|name");
    }
  }

  @Test
  void anExpiredCertificateIsRefused() {
    try (RudeServer server = tls("expired")) {
      refused(prober.run(trusting(server.https("/"))), "expired|NotAfter|validity");
    }
  }

  @Test
  void aHostHeaderDoesNotChangeTheNameThatIsVerified() {
    try (RudeServer server = tls("stranger")) {
      Http http = trusting(server.https("/")).header("Host", "www.example.com");

      assertThat(prober.run(http).healthy()).isFalse();
    }
  }

  @Test
  void aHandshakeThatHangsIsATimeoutAndTheConnectionIsClosed() {
    try (RudeServer server = RudeServer.with(Manners.silent())) {
      ProbeResult result = prober.run(Http.get(server.https("/")).insecure(), Prober.SHORT);

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isIn(Prober.TIMEOUT, "connection timed out");
      Eventually.until("the connection is closed", () -> server.open() == 0);
    }
  }

  @Test
  void aServerWithoutTlsIsAFailureWithAReason() {
    Manners plain = connection -> connection.send("HTTP/1.1 400 Bad Request\r\n\r\n");
    try (RudeServer server = RudeServer.with(plain)) {
      ProbeResult result = prober.run(Http.get(server.https("/")).insecure());

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isNotBlank().doesNotContain("timeout");
    }
  }

  @Test
  void aServerThatClosesDuringTheHandshakeIsAFailureWithAReason() {
    try (RudeServer server = RudeServer.with(Manners.closing())) {
      ProbeResult result = prober.run(Http.get(server.https("/")).insecure());

      assertThat(result.healthy()).isFalse();
      assertThat(result.reason()).isNotBlank().doesNotContain("timeout");
    }
  }

  private RudeServer tls(String certificate) {
    return RudeServer.tls(certificates.server(certificate), Manners.status(200));
  }

  private Http trusting(String url) {
    return Http.get(url).trusting(certificates.authority());
  }

  private static void refused(ProbeResult result, String why) {
    assertThat(result.healthy()).isFalse();
    assertThat(result.reason()).startsWith("TLS: ").containsPattern(why);
  }
}
