package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.config.ConfigException;
import io.exavip.route.Prefix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupReaderTest {
  @TempDir Path folder;

  @Test
  void theLeastOptionsMakeAPrimaryOfTheDocumentedSetUp() {
    Setup setup = read(Given.PRIMARY);

    assertThat(setup.routeServers())
        .extracting("hostAddress")
        .containsExactly("10.0.1.4", "10.0.1.5");
    assertThat(setup.rank().localAs()).isEqualTo(65010);
    assertThat(setup.peerAs()).isEqualTo(65515);
    assertThat(setup.holdTime()).isEqualTo(30);
    assertThat(setup.routerId()).isEqualTo(setup.localAddress());
    assertThat(setup.rank().path()).isEqualTo("65010");
  }

  @Test
  void theSecondaryIsPrependedThreeTimes() {
    assertThat(read(Given.SECONDARY).rank().path()).isEqualTo("65010 65010 65010 65010");
  }

  @ParameterizedTest
  @CsvSource({
    "--role, boss, primary or secondary",
    "--cloud, moon, 'azure, aws or gcp'",
    "--local-address, 10.0.2.300, an IP address",
    "--local-address, 2001:db8::1, has no IPv6",
    "--route-server, nowhere, an IP address",
    "--route-server, 2001:db8::1, has no IPv6",
    "--local-as, 0, 1 to 4294967294",
    "--local-as, x, not a number",
    "--hold-time, 2, 3 to 65535",
    "--hold-time, 65536, 3 to 65535",
    "--prepend, 21, 0 to 20",
    "--prepend, -1, not a number",
    "--vip, 10.1.0.5/24, host bits",
    "--vnet, 10.1.0.0/99, an IP prefix",
    "--router-id, ::1, an IPv4 address",
    "--url, ftp://127.0.0.1/, http",
    "--exavip, exavip, an absolute path",
    "--exavip, '/usr/bin/ex\"avip', without quotes",
    "--md5-password-file, /does/not/exist, cannot be read"
  })
  void whatCannotBeReadIsRefused(String option, String value, String problem) {
    assertThatThrownBy(() -> read(Given.PRIMARY, option, value))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(option + ": '" + value + "'")
        .hasMessageContaining(problem)
        .hasMessageContaining("allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--role", "--local-address", "--vip", "--url"})
  void whatIsMissingIsNamed(String option) {
    assertThatThrownBy(() -> read(Given.PRIMARY, option, "-"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(option + ": missing; needed: ");
  }

  @Test
  void aPrimaryWithPrependsIsTold() {
    assertThat(read(Given.PRIMARY, "--prepend", "2").warnings())
        .singleElement()
        .asString()
        .startsWith("--prepend 2 on the primary: the secondary needs more than that");
    assertThat(read(Given.PRIMARY).warnings()).isEmpty();
    assertThat(read(Given.SECONDARY).warnings()).isEmpty();
  }

  @Test
  void aSecondaryWithoutPrependsWouldShareTheTraffic() {
    assertThatThrownBy(() -> read(Given.SECONDARY, "--prepend", "0")).hasMessageContaining("ECMP");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "gcp"})
  void elsewhereTheRouteServersAsIsChosenByTheUser(String cloud) {
    assertThatThrownBy(() -> read(Given.PRIMARY, "--cloud", cloud, "--route-server", "10.9.0.4"))
        .hasMessageStartingWith("--peer-as: missing");
  }

  @Test
  void elsewhereThereAreNoCommonRouteServers() {
    assertThatThrownBy(() -> read(Given.PRIMARY, "--cloud", "aws", "--peer-as", "65000"))
        .hasMessageStartingWith("--route-server: missing");
  }

  @Test
  void prependsAreOfNoUseWhereTheMedDecides() {
    assertThatThrownBy(
            () ->
                read(
                    Given.SECONDARY,
                    "--cloud",
                    "gcp",
                    "--peer-as",
                    "65000",
                    "--route-server",
                    "10.9.0.4",
                    "--prepend",
                    "3"))
        .hasMessageContaining("prefers by MED");
  }

  @Test
  void anIpv6SessionNeedsARouterId() {
    assertThatThrownBy(
            () ->
                read(
                    Given.PRIMARY,
                    "--cloud",
                    "aws",
                    "--peer-as",
                    "65000",
                    "--local-address",
                    "2001:db8::10",
                    "--route-server",
                    "2001:db8::4",
                    "--vip",
                    "2001:db8:1::5/128"))
        .hasMessageStartingWith("--router-id: missing");
  }

  @Test
  void aBrokenConfigFileIsRefused() throws IOException {
    Path yaml = Files.writeString(folder.resolve("exavip.yaml"), "services: {web: {ipp: 1}}\n");

    assertThatThrownBy(() -> read(Given.PRIMARY, configOf(yaml)))
        .hasMessageStartingWith(yaml + ":1:");
  }

  @Test
  void theVipsOfAConfigFileAreKnown() throws IOException {
    assertThat(read(Given.PRIMARY, configOf(yaml("10.0.0.5/32"))).service().vips())
        .containsExactly(Prefix.parse("10.0.0.5/32"));
  }

  @Test
  void aConfigFileThatIsNotThereYetIsNoError() {
    Path yaml = folder.resolve("exavip.yaml");

    assertThat(read(Given.PRIMARY, configOf(yaml)).service().vips()).isEmpty();
  }

  @Test
  void oneWayToSayWhatIsWatched() throws IOException {
    assertThatThrownBy(
            () -> read(Given.PRIMARY, "--config", yaml("10.1.0.5/32").toString(), "--url", "-"))
        .hasMessageContaining("of no use together with --vip or --url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\"b", "a'b", "a;b", "a\\b", "caf\u00e9"})
  void aPasswordThatExaBgpWouldReadOtherwiseIsRefused(String password) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), password + "\n");

    assertThatThrownBy(() -> read(Given.PRIMARY, "--md5-password-file", file.toString()))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--md5-password-file: '" + file + "'");
  }

  @Test
  void anErrorNeverShowsThePassword() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "se;cret\n");

    assertThatThrownBy(() -> read(Given.PRIMARY, "--md5-password-file", file.toString()))
        .hasMessageNotContaining("se;cret");
  }

  @ParameterizedTest
  @CsvSource({"80, true", "81, false"})
  void linuxTakesAPasswordOf80Characters(int length, boolean good) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "x".repeat(length));
    String[] option = {"--md5-password-file", file.toString()};

    if (good) {
      assertThat(read(Given.PRIMARY, option).md5Password().orElseThrow()).hasSize(length);
    } else {
      assertThatThrownBy(() -> read(Given.PRIMARY, option)).hasMessageContaining("81 characters");
    }
  }

  private Path yaml(String vip) throws IOException {
    return Files.writeString(
        folder.resolve("exavip.yaml"),
        "services: {web: {ip: " + vip + ", url: 'http://127.0.0.1:3000/'}}\n");
  }

  private static String[] configOf(Path yaml) {
    return new String[] {"--vip", "-", "--url", "-", "--config", yaml.toString()};
  }

  private static Setup read(List<String> base, String... more) {
    return new SetupReader(Given.options(base, more), Map.of()).read();
  }
}
