package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of TLS against OpenSSL's server, whose certificate is for shop.example.com. */
class OpensslCheckIT {
  private static final String EC = "ec -pkeyopt ec_paramgen_curve:prime256v1";

  @TempDir Path folder;

  @BeforeEach
  void certify() {
    OpensslSite.authority(folder);
    OpensslSite.certify(folder, "server", "shop.example.com", EC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca.pem", "ca.der", "ca.p7b", "ca.p7c"})
  void theAuthorityMayBeOfAnyForm(String authority) {
    try (OpensslSite site = new OpensslSite(folder)) {
      assertThat(check(site, "--ca-file", file(authority), "--tls-name", "shop.example.com"))
          .contains("ok", "HTTP 200");
    }
  }

  @Test
  void tlsNameIsTheNameThatIsVerified() {
    try (OpensslSite site = new OpensslSite(folder)) {
      assertThat(check(site, "--ca-file", file("ca.pem"), "--tls-name", "shop.example.org"))
          .contains("FAIL", "certificate is for shop.example.com, not for shop.example.org");
    }
  }

  @ParameterizedTest
  @CsvSource({"--tls-name, shop.example.com", "--header, Host: shop.example.com"})
  void theNameIsToldToTheServer(String option, String value) {
    OpensslSite.certify(folder, "other", "other.example.com", EC);
    try (OpensslSite site =
        new OpensslSite(
            folder,
            "-servername",
            "shop.example.com",
            "-servername_fatal",
            "-cert2",
            "server.pem",
            "-key2",
            "server.key",
            "-cert",
            "other.pem",
            "-key",
            "other.key")) {
      assertThat(check(site, "--ca-file", file("ca.pem"), option, value))
          .contains("ok", "HTTP 200");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EC PKCS#8, ec -pkeyopt ec_paramgen_curve:prime256v1, ",
    "EC SEC 1, ec -pkeyopt ec_paramgen_curve:prime256v1, ec -in client.key -out client.key",
    "RSA PKCS#8, rsa:2048, ",
    "RSA PKCS#1, rsa:2048, rsa -in client.key -traditional -out client.key"
  })
  void theClientsCertificateIsShown(String form, String newkey, String conversion) {
    OpensslSite.certify(folder, "client", "client.example.com", newkey);
    if (conversion != null) {
      OpensslSite.openssl(folder, conversion);
    }
    try (OpensslSite site = withClients()) {
      assertThat(
              check(
                  site,
                  "--insecure",
                  "--client-cert",
                  file("client.pem"),
                  "--client-key",
                  file("client.key")))
          .as(form)
          .contains("ok", "HTTP 200");
    }
  }

  @Test
  void aServerThatWantsACertificateRefusesACheckWithoutOne() {
    try (OpensslSite site = withClients()) {
      assertThat(check(site, "--insecure")).contains("FAIL", "TLS: ", "certificate required");
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedBeforeAnythingIsAsked() {
    OpensslSite.certify(folder, "client", "client.example.com", EC);
    Cli.Outcome outcome =
        Cli.run(
            "check",
            "--ip",
            "10.1.0.5",
            "--url",
            "https://127.0.0.1:1/",
            "--client-cert",
            file("client.pem"),
            "--client-key",
            file("server.key"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("--client-key", "server.key", "the key is not that of the certificate");
  }

  private OpensslSite withClients() {
    return new OpensslSite(folder, "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem");
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private static String check(OpensslSite site, String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", "--ip", "10.1.0.5"));
    arguments.addAll(List.of("--timeout", "20s", "--url", site.url()));
    arguments.addAll(List.of(options));
    Cli.Outcome outcome = Cli.run(arguments.toArray(String[]::new));
    return String.join("\n", outcome.out()) + String.join("\n", outcome.err());
  }
}
