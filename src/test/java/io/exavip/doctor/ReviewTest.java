package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.conf.Given;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code exavip conf} writes is judged by the doctor's rules before it is written. */
class ReviewTest {
  private static final Path PLACE = Path.of("/etc/exabgp/exabgp.conf");
  private static final String[] AWS = {
    "--cloud", "aws", "--peer-as", "64600", "--route-server", "10.9.0.4", "--vnet", "10.0.0.0/16"
  };

  @TempDir Path folder;

  private final FakeHost host = new FakeHost();

  @Test
  void theDocumentedSetUpIsGood() {
    assertThat(here(Given.PRIMARY)).isEmpty();
    assertThat(elsewhere(Given.PRIMARY)).isEmpty();
    assertThat(elsewhere(Given.SECONDARY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--local-address, 127.0.0.1, local-address, no route server can reach it",
    "--local-address, 0.0.0.0, local-address, no route server can reach it",
    "--local-address, 224.0.0.5, local-address, multicast",
    "--route-server, 10.0.2.10, local-address, the same as that of the neighbor",
    "--route-server, 224.0.0.5, neighbor, multicast",
    "--local-as, 65515, local-as, the peer's own AS",
    "--local-as, 65519, local-as, 65517-65520",
    "--local-as, 70000, local-as, 1-65534",
    "--peer-as, 65000, peer-as, has the AS 65515",
    "--router-id, 0.0.0.0, router-id, no BGP identifier",
    "--vip, 10.0.200.5/32, vip-in-vnet, the network's own routes beat those of BGP",
    "--vip, 2001:db8::5/128, vip-ipv6, takes no IPv6 routes"
  })
  void whatCouldNotWorkIsOneError(String option, String value, String rule, String problem) {
    assertThat(errors(elsewhere(Given.PRIMARY, option, value)))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.rule()).isEqualTo(rule);
              assertThat(error.what()).contains(problem);
              assertThat(error.fix()).isNotEmpty();
            });
  }

  @Test
  void aSessionOfTwoFamiliesIsAnError() {
    assertError(
        elsewhere(Given.PRIMARY, with(AWS, "--route-server", "2001:db8::4")),
        "neighbor",
        "not of the family of its local-address");
  }

  @Test
  void anIpv6VipNeedsAnIpv6Session() {
    assertError(
        elsewhere(Given.PRIMARY, with(AWS, "--vip", "2001:db8:1::5/128")),
        "next-hop",
        "not of the family of the local-address 10.0.2.10");
  }

  @Test
  void aRouteServerIsNotNamedTwice() {
    assertError(
        elsewhere(Given.PRIMARY, "--route-server", "10.0.1.4", "--route-server", "10.0.1.4"),
        "neighbor-twice",
        "is there already");
  }

  @Test
  void aVipOutsideEveryNetworkIsGood() {
    assertThat(elsewhere(Given.PRIMARY, "--vnet", "10.0.0.0/16", "--vnet", "192.168.0.0/16"))
        .isEmpty();
  }

  @Test
  void everyNetworkIsLookedAt() {
    assertError(
        elsewhere(Given.PRIMARY, "--vnet", "192.168.0.0/16", "--vnet", "10.1.0.0/24"),
        "vip-in-vnet",
        "10.1.0.0/24");
  }

  @Test
  void withoutAVnetTheUsualOneHoldsWhereTheVmStandsInIt() {
    assertThat(
            errors(
                elsewhere(Given.PRIMARY, "--local-address", "172.16.0.9", "--vip", "10.0.0.5/32")))
        .isEmpty();
  }

  @Test
  void anUnknownVnetIsAWarning() {
    assertWarning(
        elsewhere(Given.PRIMARY, "--local-address", "172.16.0.10"),
        "vnet",
        "--vnet is not given: whether a VIP lies inside of it was not checked");
  }

  @Test
  void theVipsOfAConfigFileAreLookedAtToo() throws IOException {
    assertError(
        elsewhere(Given.PRIMARY, configOf(yaml("10.0.0.5/32", ""))),
        "vip-in-vnet",
        "10.0.0.5/32 is in the VNet 10.0.0.0/16");
  }

  @Test
  void anotherHostsAddressIsAWarning() {
    host.interfaces.set(1, FakeHost.device("eth0", true, false, "10.0.2.99/24"));

    assertWarning(here(Given.PRIMARY), "local-address", "no session comes up");
  }

  @Test
  void aVipOnNoInterfaceIsAWarningWithTheCommandThatMendsIt() {
    host.interfaces.set(0, FakeHost.device("lo", true, true, "10.1.0.9/32"));

    assertWarning(here(Given.PRIMARY), "vip-address", "10.1.0.5/32");
    assertThat(here(Given.PRIMARY).get(0).fix()).isEqualTo("ip addr add 10.1.0.5/32 dev lo");
  }

  @Test
  void aMissingExecutableIsAWarning() {
    host.statuses.remove(Path.of("/usr/bin/exavip"));

    assertWarning(here(Given.PRIMARY), "run", "/usr/bin/exavip is not on this host");
  }

  @Test
  void exavipMayHaveAnotherNameWhereItIs() {
    assertThat(elsewhere(Given.PRIMARY, "--exavip", "/opt/healthd")).isEmpty();
  }

  @Test
  void aConfigFileThatIsNotThereYetIsAWarning() {
    assertWarning(
        here(Given.PRIMARY, configOf(Path.of("/nowhere/exavip.yaml"))),
        "run-options",
        "/nowhere/exavip.yaml: there is no such file");
  }

  @Test
  void forAnotherHostNothingOfThisOneIsLookedAt() {
    host.interfaces.clear();
    host.statuses.clear();

    assertThat(elsewhere(Given.PRIMARY)).isEmpty();
    assertThat(elsewhere(Given.PRIMARY, configOf(Path.of("/nowhere/exavip.yaml")))).isEmpty();
  }

  @Test
  void oneRouteServerAloneIsAWarning() {
    assertWarning(
        elsewhere(Given.PRIMARY, "--route-server", "10.0.1.4"),
        "route-servers",
        "one route server only");
  }

  @ParameterizedTest
  @CsvSource({"3, true", "8, true", "9, false", "180, false", "181, true", "65535, true"})
  void anUnusualHoldTimeIsOneWarning(String seconds, boolean told) {
    assertThat(elsewhere(Given.PRIMARY, "--hold-time", seconds))
        .extracting(Finding::rule)
        .isEqualTo(told ? List.of("hold-time") : List.of());
  }

  @Test
  void aPasswordThatAzureCannotBeToldIsAWarning() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "secret");

    assertWarning(
        elsewhere(Given.PRIMARY, "--md5-password-file", file.toString()),
        "md5-password",
        "Azure Route Server has no setting for a password");
  }

  @Test
  void theTwoDefaultsGoTogether() throws IOException {
    Path primary = file(Given.conf(Given.PRIMARY).text());
    assertThat(beside(primary, Given.SECONDARY)).isEmpty();

    Path secondary = file(Given.conf(Given.SECONDARY).text());
    assertThat(beside(secondary, Given.PRIMARY)).isEmpty();
  }

  @Test
  void aSecondaryWhosePathStandsInItsFileOfServicesGoesWithThePrimary() throws IOException {
    Path yaml = yaml("10.1.0.5/32", ", as-path: 65010 65010");
    Path secondary = file(runs("--config " + yaml));

    assertThat(beside(secondary, Given.PRIMARY)).isEmpty();
    assertError(beside(secondary, Given.PRIMARY, "--prepend", "1"), "pair-path", "ECMP");
  }

  @Test
  void bothVmsWithOneAddressAreOneError() throws IOException {
    Path primary = file(Given.conf(Given.PRIMARY).text());

    assertError(
        beside(primary, Given.SECONDARY, "--local-address", "10.0.2.10"),
        "pair-local-address",
        "only one of the VMs can have it");
    assertError(beside(primary, Given.PRIMARY), "pair-local-address", "local-address 10.0.2.10");
  }

  @Test
  void twoPrimariesAreAnError() throws IOException {
    Path other = file(Given.conf(Given.PRIMARY, "--local-address", "10.0.2.20").text());

    assertError(beside(other, Given.PRIMARY), "pair-path", "ECMP");
  }

  @Test
  void aPrimaryWithTheLongerPathIsAnError() throws IOException {
    Path secondary = file(Given.conf(Given.SECONDARY).text());

    assertError(
        beside(secondary, Given.PRIMARY, "--prepend", "5"),
        "pair-path",
        "the secondary's route is preferred");
  }

  @Test
  void aSecondaryWithTheShorterPathIsAnError() throws IOException {
    Path primary = file(Given.conf(Given.PRIMARY, "--prepend", "4").text());

    assertError(
        beside(primary, Given.SECONDARY), "pair-path", "the secondary's route is preferred");
  }

  @Test
  void aPrimaryThatStaysPreferredWhenItIsDownIsAnError() throws IOException {
    Path primary =
        file(runs("--ip 10.1.0.5/32 --url http://127.0.0.1:3000/ --down-as-path '65010 65010'"));

    assertError(beside(primary, Given.SECONDARY), "pair-down", "the traffic stays");
  }

  @Test
  void aPathBesideAFileThatIsNotHereIsCompared() throws IOException {
    Path secondary = file(runs("--config /nowhere/exavip.yaml --as-path '65010 65010'"));

    assertWarning(beside(secondary, Given.PRIMARY), "pair-vip", "was not compared");
    assertThat(errors(beside(secondary, Given.PRIMARY, "--prepend", "1")))
        .singleElement()
        .satisfies(error -> assertThat(error.what()).contains("ECMP"));
  }

  @Test
  void aPathThatAFileThatIsNotHereMaySayIsGuessed() throws IOException {
    Path secondary = file(runs("--config /nowhere/exavip.yaml"));

    assertThat(beside(secondary, Given.PRIMARY))
        .allMatch(finding -> finding.severity() == Severity.WARNING)
        .anyMatch(
            finding ->
                finding.what().contains("ECMP")
                    && finding.what().contains("unless /nowhere/exavip.yaml says otherwise"));
  }

  @Test
  void twoFilesThatAreNotHereAreComparedByTheirOptions() throws IOException {
    Path secondary =
        file(runs("--config /nowhere/exavip.yaml --as-path '65010 65010 65010 65010'"));
    String[] config = configOf(Path.of("/nowhere/exavip.yaml"));

    assertThat(errors(beside(secondary, Given.SECONDARY, with(config, "--local-as", "65010"))))
        .singleElement()
        .satisfies(error -> assertThat(error.what()).startsWith("the VIPs: both VMs announce"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"primary", "secondary"})
  void whereTheMedDecidesItIsCompared(String role) throws IOException {
    String[] gcp = {
      "--cloud", "gcp",
      "--peer-as", "64600",
      "--route-server", "10.9.0.4",
      "--route-server", "10.9.0.5",
      "--vnet", "10.0.0.0/16"
    };
    Path other = file(Given.conf(Given.PRIMARY, with(gcp, "--local-address", "10.0.2.30")).text());

    List<Finding> findings = beside(other, Given.PRIMARY, with(gcp, "--role", role));

    if (role.equals("secondary")) {
      assertThat(findings).isEmpty();
    } else {
      assertError(findings, "pair-path", "and the same MED");
      assertThat(findings.get(0).fix()).contains("the higher --metric");
    }
  }

  @Test
  void aFileWithoutExavipIsAnError() throws IOException {
    Path other = file(runs("").replace("exavip run", "watcher"));

    assertError(beside(other, Given.PRIMARY), "pair-vip", "no process runs exavip");
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> beside(folder.resolve("none.conf"), Given.PRIMARY))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--peer: '")
        .hasMessageContaining("cannot be read");
  }

  private List<Finding> here(List<String> base, String... more) {
    return review(Given.conf(base, more), false, Optional.empty());
  }

  private List<Finding> elsewhere(List<String> base, String... more) {
    return review(Given.conf(base, more), true, Optional.empty());
  }

  private List<Finding> beside(Path peer, List<String> base, String... more) {
    return review(Given.conf(base, more), true, Optional.of(peer));
  }

  private List<Finding> review(Conf conf, boolean elsewhere, Optional<Path> peer) {
    return new Doctor(host, DoctorFixture::read).review(conf, PLACE, elsewhere, peer);
  }

  private static List<Finding> errors(List<Finding> findings) {
    return findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
  }

  private static void assertError(List<Finding> findings, String rule, String what) {
    assertOne(errors(findings), Severity.ERROR, rule, what);
  }

  private static void assertWarning(List<Finding> findings, String rule, String what) {
    assertOne(findings, Severity.WARNING, rule, what);
  }

  private static void assertOne(
      List<Finding> findings, Severity severity, String rule, String what) {
    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(severity);
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.what()).contains(what);
            });
  }

  /** The other VM, written by hand. */
  private static String runs(String options) {
    return DoctorFixture.GOOD
        .replace("10.0.2.10", "10.0.2.30")
        .replace("--ip 10.1.0.5/32 --url http://127.0.0.1:3000/", options);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("peer.conf"), text);
  }

  private Path yaml(String vip, String more) throws IOException {
    return Files.writeString(
        folder.resolve("exavip.yaml"),
        "services: {web: {ip: " + vip + ", url: 'http://127.0.0.1:3000/'" + more + "}}\n");
  }

  private static String[] configOf(Path yaml) {
    return new String[] {"--vip", "-", "--url", "-", "--config", yaml.toString()};
  }

  /** Those of the last pair take the place of the same ones before. */
  private static String[] with(String[] options, String option, String value) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < options.length; i += 2) {
      if (!options[i].equals(option)) {
        all.addAll(List.of(options[i], options[i + 1]));
      }
    }
    all.addAll(List.of(option, value));
    return all.toArray(String[]::new);
  }
}
