package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @ParameterizedTest
  @ValueSource(strings = {"www.example.com", "WWW.example.com", "www.example.com:8443"})
  void aHostHeaderSetsTheNameThatIsVerified(String host) {
    try (RudeServer server = tls("stranger")) {
      Http http = trusting(server.https("/"));

      assertThat(prober.run(http.header("Host", host)).reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void tlsNameSetsItByItself() {
    try (RudeServer server = tls("stranger")) {
      Http http = trusting(server.https("/")).named("www.example.com");

      assertThat(prober.run(http).reason()).startsWith("HTTP 200 in ");
      assertThat(server.request()).contains("Host: 127.0.0.1:" + server.port());
    }
  }

  @Test
  void tlsNameGoesBeforeTheHostHeader() {
    try (RudeServer server = tls("stranger")) {
      Http http = trusting(server.https("/")).header("Host", "other.example").named("localhost");

      refused(prober.run(http), "certificate is for www.example.com, not for localhost");
    }
  }

  @Test
  void theNameIsSentToTheServerWhoeverSetsIt() {
    for (String name : List.of("www.example.com", "shop.example.com")) {
      assertThat(sniOf(http -> http.named(name))).containsExactly(name);
      assertThat(sniOf(http -> http.header("Host", name))).containsExactly(name);
    }
    assertThat(sniOf(http -> http)).isEmpty(); // an address has none
  }

  @Test
  void aNameThatIsTheCommonNameAloneDoesNotCount() {
    try (RudeServer server = tls("nameless")) {
      refused(
          prober.run(trusting("https://localhost:" + server.port() + "/")),
          "subject alternative names; its CN does not count\\), not for localhost");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsSaidWithTheAuthority() {
    try (RudeServer server = tls("good")) {
      refused(
          prober.run(Http.get(server.https("/"))),
          "certificate of an unknown authority: CN=Test Authority");
    }
  }

  @Test
  void anExpiredCertificateIsSaidWithItsDay() {
    try (RudeServer server = tls("expired")) {
      refused(
          prober.run(trusting(server.https("/"))),
          "^TLS: certificate expired on 20\\d\\d-\\d\\d-\\d\\d$");
    }
  }

  @Test
  void aServerThatWantsACertificateGetsTheClients() {
    Path pem = certificates.pem("client");
    try (RudeServer server = RudeServer.tls(wantingClients(), Manners.status(200))) {
      assertThat(prober.run(trusting(server.https("/")).showing(pem, pem)).reason())
          .startsWith("HTTP 200 in ");
    }
  }

  @Test
  void withoutOneTheServersWordIsTheReason() {
    try (RudeServer server = RudeServer.tls(wantingClients(), Manners.status(200))) {
      assertThat(prober.run(trusting(server.https("/"))).reason())
          .isIn(
              "TLS: the server ends the handshake: bad certificate",
              "TLS: the server ends the handshake: certificate required",
              "connection reset",
              "connection closed before the answer was complete");
    }
  }

  @Test
  void aReplacedFileOfAuthoritiesHoldsForTheNextProbe(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ca.pem");
    Files.copy(certificates.pem("selfsigned"), file);
    try (RudeServer server = tls("good")) {
      Http http = Http.get(server.https("/")).trusting(file);
      Probe probe = prober.probe(http.check(), Prober.AMPLE);
      refused(probe.start().join(), "unknown authority");

      Files.copy(certificates.authority(), file, StandardCopyOption.REPLACE_EXISTING);
      assertThat(probe.start().join().reason()).startsWith("HTTP 200 in ");
    }
  }

  @Test
  void aBrokenReplacementKeepsTheLastGoodOne(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("ca.pem");
    Files.copy(certificates.authority(), file);
    try (RudeServer server = tls("good");
        RudeServer other = tls("selfsigned")) {
      Probe probe = prober.probe(Http.get(server.https("/")).trusting(file).check(), Prober.AMPLE);
      Probe bad = prober.probe(Http.get(other.https("/")).trusting(file).check(), Prober.AMPLE);
      Files.writeString(file, "-----BEGIN CERTIFICATE-----\nnonsense");

      refused(bad.start().join(), "self-signed"); // it has been looked at by now
      assertThat(probe.start().join().reason()).startsWith("HTTP 200 in ");
      Files.delete(file);
      refused(bad.start().join(), "self-signed");
      assertThat(probe.start().join().reason()).startsWith("HTTP 200 in ");
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

  /** The names that a server is told in a handshake. */
  private List<String> sniOf(UnaryOperator<Http> change) {
    Queue<String> names = new ConcurrentLinkedQueue<>();
    Manners noting =
        connection -> {
          connection
              .session()
              .getRequestedServerNames()
              .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
          Manners.status(200).serve(connection);
        };
    try (RudeServer server = RudeServer.tls(certificates.server("good"), noting)) {
      prober.run(change.apply(Http.get(server.https("/")).insecure()));
    }
    return List.copyOf(names);
  }

  private ServerSocketFactory wantingClients() {
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(int port, int backlog, InetAddress at)
          throws IOException {
        SSLServerSocket socket =
            (SSLServerSocket) certificates.server("good").createServerSocket(port, backlog, at);
        socket.setNeedClientAuth(true);
        return socket;
      }

      @Override
      public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
      }

      @Override
      public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
      }
    };
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
