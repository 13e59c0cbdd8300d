package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, names and IPv6: what a native executable brings along itself. */
class TlsCheckIT {
  @TempDir Path folder;
  private TlsSite site;

  @BeforeEach
  void open() throws IOException, GeneralSecurityException {
    site = new TlsSite(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void anAuthorityOfOnesOwnIsTrusted() {
    assertThat(check(site.url("localhost"), "--ca-file", site.certificate()))
        .contains("ok", "HTTP 200");
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() {
    assertThat(check(site.url("localhost"))).contains("FAIL", "TLS: ");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    assertThat(check(site.url("127.0.0.1"), "--ca-file", site.certificate()))
        .contains("FAIL", "TLS: ");
  }

  @Test
  void insecureTakesAnyCertificate() {
    assertThat(check(site.url("127.0.0.1"), "--insecure")).contains("ok", "HTTP 200");
  }

  @Test
  void anIpv6AddressIsReached() {
    assertThat(check(site.url("[::1]"), "--insecure")).contains("ok", "HTTP 200");
  }

  @Test
  void aNameThatDoesNotResolveIsAFailureThatNamesIt() {
    assertThat(check(site.url("no-such-host.invalid")))
        .contains("FAIL", "name does not resolve: no-such-host.invalid");
  }

  private static String check(String url, String... options) {
    String[] arguments =
        Stream.concat(
                Stream.of("check", "--ip", "10.1.0.5", "--timeout", "10s", "--url", url),
                Stream.of(options))
            .toArray(String[]::new);
    return String.join("\n", Cli.run(arguments).out());
  }
}
