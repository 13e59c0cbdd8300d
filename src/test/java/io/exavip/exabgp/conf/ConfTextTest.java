package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfTextTest {
  private static final String[] GCP = {
    "--cloud", "gcp",
    "--peer-as", "64600",
    "--route-server", "10.9.0.4",
    "--route-server", "10.9.0.5"
  };

  @TempDir Path folder;

  @Test
  void thePrimaryLeavesThePathToExaBgp() {
    assertThat(run(Given.conf(Given.PRIMARY)))
        .isEqualTo("/usr/bin/exavip run --ip 10.1.0.5/32 --url http://127.0.0.1:3000/");
  }

  @Test
  void theSecondarysPathIsOneWord() {
    assertThat(run(Given.conf(Given.SECONDARY)))
        .endsWith("/ --as-path \"65010 65010 65010 65010\"");
  }

  @Test
  void theNumberOfPrependsIsTheUsers() {
    assertThat(run(Given.conf(Given.SECONDARY, "--prepend", "1", "--local-as", "65001")))
        .endsWith("--as-path \"65001 65001\"");
  }

  @Test
  void whereTheMedDecidesThePrimaryHasTheLowerOne() {
    assertThat(run(Given.conf(Given.PRIMARY, GCP))).endsWith("--metric 100");
    assertThat(run(Given.conf(Given.SECONDARY, GCP))).endsWith("--metric 200");
  }

  @Test
  void everyNeighborHasTheProcessAndItsChanges() {
    String text = Given.conf(Given.PRIMARY).text();

    assertThat(count("\nneighbor ", text)).isEqualTo(2);
    assertThat(count("processes [ exavip ];", text)).isEqualTo(2);
    assertThat(count("neighbor-changes;", text)).isEqualTo(2);
    assertThat(count("route-refresh enable;", text)).isEqualTo(2);
    assertThat(text).contains("encoder text;").doesNotContain("graceful-restart");
  }

  @Test
  void severalVipsAndUrlsStandInTheirOrder() {
    Conf conf =
        Given.conf(
            Given.PRIMARY,
            "--vip",
            "10.1.0.6",
            "--vip",
            "10.1.0.5",
            "--url",
            "http://127.0.0.1:1/",
            "--url",
            "http://127.0.0.1:2/");

    assertThat(run(conf))
        .endsWith(
            "--ip 10.1.0.6 --ip 10.1.0.5 --url http://127.0.0.1:1/ --url http://127.0.0.1:2/");
    assertThat(conf.text()).contains("ip addr add 10.1.0.6/32 dev lo\n#   ip addr add 10.1.0.5/32");
  }

  @Test
  void whatIsSpecialToExaBgpIsQuoted() {
    assertThat(run(Given.conf(Given.PRIMARY, "--url", "http://[::1]:3000/a;b,c")))
        .endsWith("--url \"http://[::1]:3000/a;b,c\"");
  }

  @Test
  void aConfigFileTakesThePlaceOfVipAndUrl() {
    String[] more = {"--vip", "-", "--url", "-", "--config", "/etc/exavip/exavip.yaml"};

    assertThat(run(Given.conf(Given.SECONDARY, more)))
        .isEqualTo(
            "/usr/bin/exavip run --config /etc/exavip/exavip.yaml"
                + " --as-path \"65010 65010 65010 65010\"");
  }

  @Test
  void aPasswordIsInEverySessionAndNeverTakenForBase64() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "cafe1234\nsecond line\n");

    Conf conf = Given.conf(Given.PRIMARY, "--md5-password-file", file.toString());

    assertThat(conf.secret()).isTrue();
    assertThat(count("md5-password \"cafe1234\";\n", conf.text())).isEqualTo(2);
    assertThat(count("md5-base64 disable;", conf.text())).isEqualTo(2);
    assertThat(conf.text()).contains("chown root:exabgp, chmod 0640");
  }

  @Test
  void withoutAPasswordNothingSpeaksOfOne() {
    Conf conf = Given.conf(Given.PRIMARY);

    assertThat(conf.secret()).isFalse();
    assertThat(conf.text()).doesNotContain("md5").doesNotContain("password");
  }

  @Test
  void anIpv6SessionAnnouncesItsFamily() {
    Conf conf =
        Given.conf(
            Given.PRIMARY,
            "--cloud",
            "aws",
            "--peer-as",
            "64600",
            "--local-address",
            "2001:db8::10",
            "--router-id",
            "10.0.2.10",
            "--route-server",
            "2001:db8::4",
            "--vip",
            "2001:db8:1::5/128",
            "--vnet",
            "2001:db8::/64");

    assertThat(conf.text()).contains("neighbor 2001:db8::4 {", "ipv6 unicast;", "10.0.2.10;");
    assertThat(conf.text()).doesNotContain("ipv4 unicast");
  }

  @Test
  void theHeadSaysHowItWasMade() {
    assertThat(head(List.of("--url", "http://127.0.0.1/?a=b&c")))
        .contains("# Made by: exavip conf --url 'http://127.0.0.1/?a=b&c'\n");
  }

  @Test
  void whatExaBgpCouldNotReadIsNotInTheHead() {
    assertThat(head(List.of("--md5-password-file", "C:\\u"))).doesNotContain("Made by");
  }

  @Test
  void theTextIsPlainAscii() {
    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(Given.conf(Given.SECONDARY).text()))
        .isTrue();
    assertThat(Given.conf(Given.SECONDARY).text()).doesNotContain("\\", "\n\n\n", " \n");
  }

  private static String head(List<String> command) {
    return Conf.of(Given.options(Given.PRIMARY), Map.of(), command).text();
  }

  private static String run(Conf conf) {
    return conf.text()
        .lines()
        .filter(line -> line.startsWith("    run "))
        .map(line -> line.substring("    run ".length(), line.length() - 1))
        .findFirst()
        .orElseThrow();
  }

  private static long count(String part, String text) {
    return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
  }
}
