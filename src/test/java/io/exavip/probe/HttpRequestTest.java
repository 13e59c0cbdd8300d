package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives on the wire. */
@QuarkusTest
class HttpRequestTest {
  @Inject Vertx vertx;

  private Prober prober;
  private RudeServer server;

  @BeforeEach
  void start() {
    prober = new Prober(vertx);
    server = RudeServer.with(Manners.status(200));
  }

  @AfterEach
  void stop() {
    server.close();
    prober.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health",
        "/a%20b",
        "/a%2Fb",
        "/%7Bid%7D",
        "/a+b",
        "/a;b=c,d",
        "/%E2%82%AC",
        "/a//b",
        "/health/",
        "/?a=b",
        "/h?q=a+b&r=%20%26%2B",
        "/h?x=%7B1%7D",
        "/h?flag",
        "/h?empty=",
        "/h?a=1&a=2&url=http://x/y?z"
      })
  void pathAndQueryArriveAsGiven(String target) {
    prober.run(Http.get(server.http(target)));

    assertThat(server.request()).first().isEqualTo("GET " + target + " HTTP/1.1");
  }

  @Test
  void withoutAPathTheRootIsAskedFor() {
    prober.run(Http.get(server.http("")));

    assertThat(server.request()).first().isEqualTo("GET / HTTP/1.1");
  }

  @Test
  void theHostHeaderNamesTheServer() {
    prober.run(Http.get(server.http("/")));

    assertThat(header("Host")).containsExactly("127.0.0.1:" + server.port());
  }

  @Test
  void aHostHeaderOfTheCheckReplacesTheUsualOne() {
    prober.run(Http.get(server.http("/")).header("Host", "www.example.com"));

    assertThat(header("Host")).containsExactly("www.example.com");
  }

  @Test
  void aHostHeaderIsKnownInAnyCase() {
    prober.run(Http.get(server.http("/")).header("host", "www.example.com"));

    assertThat(header("Host")).containsExactly("www.example.com");
  }

  @Test
  void theProgramNamesItself() {
    prober.run(Http.get(server.http("/")));

    assertThat(header("User-Agent")).containsExactly("exavip");
  }

  @Test
  void aUserAgentOfTheCheckReplacesTheUsualOne() {
    prober.run(Http.get(server.http("/")).header("User-Agent", "probe/1"));

    assertThat(header("User-Agent")).containsExactly("probe/1");
  }

  @Test
  void anAcceptHeaderOfTheCheckReplacesTheUsualOne() {
    prober.run(Http.get(server.http("/")).header("Accept", "application/json"));

    assertThat(header("Accept")).containsExactly("application/json");
  }

  @Test
  void headersAreSentAsGivenAndInTheirOrder() {
    prober.run(
        Http.get(server.http("/"))
            .header("X-One", "1")
            .header("X-Two", "a, b")
            .header("X-One", "2"));

    assertThat(header("X-One")).containsExactly("1", "2");
    assertThat(header("X-Two")).containsExactly("a, b");
  }

  @Test
  void headersOfOneCheckDoNotShowUpInAnother() {
    prober.run(Http.get(server.http("/one")).header("X-One", "1"));
    prober.run(Http.get(server.http("/two")));

    assertThat(server.requests().get(1)).noneMatch(line -> line.startsWith("X-One"));
  }

  @Test
  void aGetHasNoBody() {
    prober.run(Http.get(server.http("/")));

    assertThat(header("Content-Length")).isEmpty();
    assertThat(header("Transfer-Encoding")).isEmpty();
  }

  @Test
  void everyAttemptHasAConnectionOfItsOwn() {
    for (int i = 0; i < 3; i++) {
      prober.run(Http.get(server.http("/")));
    }

    assertThat(server.accepted()).isEqualTo(3);
    Eventually.until("all connections are closed", () -> server.open() == 0);
  }

  @Test
  void anIpv6AddressIsReached() {
    try (RudeServer six = RudeServer.at("::1", Manners.status(200))) {
      ProbeResult result = prober.run(Http.get(six.http("/six")));

      assertThat(result.healthy()).isTrue();
      assertThat(six.request()).contains("GET /six HTTP/1.1", "Host: [::1]:" + six.port());
    }
  }

  @Test
  void aNameIsResolved() {
    ProbeResult result = prober.run(Http.get("http://localhost:" + server.port() + "/"));

    assertThat(result.healthy()).isTrue();
    assertThat(header("Host")).containsExactly("localhost:" + server.port());
  }

  private List<String> header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return server.request().stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }
}
