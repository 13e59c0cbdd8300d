package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom {@code exavip ping} calls, and what it says when it cannot. */
class PingTargetIT {
  private static final String LOST =
      "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d,\\d{9}[+-]\\d\\d:\\d\\d \\+ ";

  /** On a busy machine an answer may take long. */
  private static final String PATIENT = "20s";

  private final NamedSite site = new NamedSite("PRI");

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void eachProbeIsAConnectionOfItsOwn() {
    Cli.run("ping", site.url() + "a%20b?c=d", "--count", "5", "--timeout", PATIENT);

    assertThat(site.connections()).isEqualTo(site.requests()).isGreaterThanOrEqualTo(5);
    assertThat(site.lastRequest()).isEqualTo("/a%20b?c=d 127.0.0.1:" + site.port() + " exavip");
  }

  @Test
  void aPictureThatCannotBeWrittenIsSaidBeforeTheFirstProbe() {
    String file = folder.resolve("no/such/folder/failover.svg").toString();

    Cli.Outcome outcome = Cli.run("ping", site.url(), "-c", "1", "--svg", file);

    assertThat(outcome.err()).singleElement().asString().contains("--svg", file);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(site.requests()).isZero();
  }

  @Test
  void exitCode1WhenNobodyAnswers() {
    site.dies();

    Cli.Outcome outcome = Cli.run("ping", site.url(), "-c", "2", "-t", PATIENT);

    assertThat(outcome.out().subList(0, 2)).allMatch(line -> line.matches(LOST));
    assertThat(outcome.out()).contains("lost: connection refused 2");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void anyNumberOfProbesMayBeLostToAServerThatFails() {
    site.answers(503);

    Cli.Outcome outcome = Cli.run("ping", site.url(), "-c", "2", "-t", PATIENT);

    assertThat(outcome.out().subList(0, 2)).allMatch(line -> line.matches(LOST));
    assertThat(outcome.out()).contains("lost: HTTP 503 2");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void aNameThatDoesNotResolveIsALostProbe() {
    Cli.Outcome outcome = Cli.run("ping", "http://no-such-host.invalid/", "-c", "1");

    assertThat(outcome.out()).contains("lost: name does not resolve: no-such-host.invalid 1");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void aNameIsResolvedAndSentAsHost() {
    Cli.run("ping", "http://localhost:" + site.port(), "-c", "1", "-t", PATIENT);

    assertThat(site.lastRequest()).isEqualTo("/ localhost:" + site.port() + " exavip");
  }

  @Test
  void anAppAtOneOfTheAddressesOfANameIsFound() {
    try (NamedSite six = new NamedSite("::1", "SIX")) {
      String url = "http://localhost:" + six.port();

      assertThat(Cli.run("ping", url, "-c", "1", "-t", PATIENT).out()).contains("answers: SIX 1");
    }
  }

  @Test
  void whyACertificateIsNotTakenIsSaidAsByTheChecks() throws Exception {
    try (TlsSite tls = new TlsSite(folder)) {
      Cli.Outcome outcome = Cli.run("ping", tls.url("localhost"), "-c", "1", "-t", PATIENT);

      assertThat(outcome.out())
          .contains("lost: TLS: self-signed certificate, which is not trusted 1");
    }
  }

  @Test
  void anIpv6AddressIsReached() {
    try (NamedSite six = new NamedSite("::1", "SIX")) {
      Cli.Outcome outcome = Cli.run("ping", "http://[::1]:" + six.port(), "-c", "1", "-t", PATIENT);

      assertThat(outcome.out()).contains("answers: SIX 1");
      assertThat(six.lastRequest()).isEqualTo("/ [::1]:" + six.port() + " exavip");
    }
  }

  @ParameterizedTest
  @CsvSource({"--insecure, 0, answers: (empty) 1", "--summary-only, 1, lost: TLS: "})
  void aCertificateIsVerifiedUnlessInsecure(String option, int exitCode, String line)
      throws Exception {
    try (TlsSite tls = new TlsSite(folder)) {
      Cli.Outcome outcome = Cli.run("ping", tls.url("localhost"), "-c", "1", "-t", PATIENT, option);

      assertThat(outcome.out()).anyMatch(printed -> printed.startsWith(line));
      assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/ | URL 'ftp://h/' http",
        "10.1.0.5:3000 | URL http://10.1.0.5:3000/",
        "http://h/ --interval 0 | --interval '0' 1ms",
        "http://h/ --interval 2h | --interval '2h' 1h",
        "http://h/ --timeout soon | --timeout 'soon' 1s",
        "http://h/ --count 0 | --count '0' 1",
        "http://h/ --count -5 | --count '-5' 1",
        "http://h/ --duration 0s | --duration '0s' 1ms",
        "http://h/ --format xml | --format 'xml' text json",
        "http://h/ --bogus | --bogus --help",
        "| URL --help"
      })
  void badInputIsOneLineAndExitCode2(String mistake) {
    List<String> sides = List.of(mistake.split("\\|"));
    Cli.Outcome outcome = Cli.run(words("ping " + sides.get(0)).toArray(String[]::new));

    assertThat(outcome.err()).singleElement().asString().startsWith("exavip: ");
    assertThat(outcome.err().get(0)).contains(words(sides.get(1))).doesNotContain("Exception");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  private static List<String> words(String line) {
    return Stream.of(line.strip().split(" +")).toList();
  }
}
