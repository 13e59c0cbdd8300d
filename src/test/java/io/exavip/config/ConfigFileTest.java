package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.exavip.health.Verdict;
import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.HttpCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.TcpCheck;
import io.exavip.probe.tripwire.TripwireUse;
import io.exavip.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
  private static final String WEB =
      "services:\n  web:\n    ip: 10.1.0.5/32\n    url: http://127.0.0.1:3000/\n";

  @TempDir Path folder;

  @Test
  void readsTheShortestUsefulFileWithTheDefaults() {
    ServiceSpec web = only(WEB);
    assertThat(web.name()).isEqualTo("web");
    assertThat(web.schedule().interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(web.schedule().fastInterval()).isEqualTo(Duration.ofMillis(200));
    assertThat(web.schedule().confirmInterval()).isEqualTo(Duration.ofMillis(2));
    assertThat(web.checks().get(0).timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(web.thresholds().rise()).isEqualTo(3);
    assertThat(web.holdDown()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1h, 200", "1s, 200", "800ms, 200", "400ms, 100", "100ms, 25"})
  void theFastIntervalIsAtMostAQuarterOfTheInterval(String interval, long millis) {
    ServiceSpec web = only(WEB + "    interval: " + interval + "\n");
    assertThat(web.schedule().fastInterval()).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void theTripwireIsForAppsOnThisHostUnlessSetForAServiceOrACheck() {
    assertThat(only(WEB).checks().get(0).tripwire()).isEqualTo(TripwireUse.LOCAL);
    ServiceSpec web =
        only(
            WEB
                + "    tripwire: off\n    checks:\n"
                + "    - {tcp: '127.0.0.1:1', tripwire: on}\n");
    assertThat(web.checks())
        .extracting(TimedCheck::tripwire)
        .containsExactly(TripwireUse.OFF, TripwireUse.ON);
  }

  @Test
  void aServiceGoesBeforeTheDefaults() {
    List<ServiceSpec> services =
        services(
            "defaults: {interval: 3s, rise: 5}\n"
                + WEB
                + "    interval: 2s\n  other: {ip: 10.1.0.6, tcp: '127.0.0.1:1'}\n");
    assertThat(services.get(0).schedule().interval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(services.get(0).thresholds().rise()).isEqualTo(5);
    assertThat(services.get(1).schedule().interval()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void theEnvironmentGoesBeforeTheFileAndTheCommandLineBeforeBoth() {
    Map<String, String> environment = Map.of("EXAVIP_RISE", "7", "EXAVIP_FALL", "7");
    Settings options = new Settings(Map.of(Key.FALL, List.of(new Raw("9", "--fall"))));
    RunConfig config =
        new ConfigLoader(environment)
            .ofFile(file(WEB + "    rise: 1\n    fall: 1\n"), options, ProcessSettings.NONE);
    assertThat(config.services().get(0).thresholds().rise()).isEqualTo(7);
    assertThat(config.services().get(0).thresholds().fall()).isEqualTo(9);
  }

  @Test
  void eachCheckMayHaveItsOwnSettings() {
    ServiceSpec web =
        only(
            "services:\n  web:\n    ip: 10.1.0.5/32\n    timeout: 3s\n    checks:\n"
                + "    - {url: 'http://127.0.0.1:3000/', timeout: 2s, expect-status: '204'}\n"
                + "    - tcp: '[::1]:22'\n");
    assertThat(web.checks()).hasSize(2);
    assertThat(web.checks().get(0).timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(((HttpCheck) web.checks().get(0).check()).status()).hasToString("204");
    assertThat(web.checks().get(1).check()).isEqualTo(new TcpCheck("::1", 22));
    assertThat(web.checks().get(1).timeout()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void downAndDisabledAreWithdrawnUnlessTheyHaveAttributesOfTheirOwn() {
    ServiceSpec web = only(WEB + "    as-path: 65010\n    down-as-path: 65010 65010\n");
    assertThat(web.policy().routes(Verdict.UP)).allMatch(Route::announced);
    assertThat(web.policy().routes(Verdict.DOWN)).allMatch(Route::announced);
    assertThat(web.policy().routes(Verdict.DOWN).get(0).attributes().asPath().orElseThrow())
        .hasToString("65010 65010");
    assertThat(web.policy().routes(Verdict.DISABLED)).noneMatch(Route::announced);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{as-path: 65010 65010, down-as-path: 65010}",
        "{as-path: 65010 65010, down-as-path: 65010 65010}",
        "{as-path: 65010 65010, disabled-as-path: 65010 65010}",
        "{metric: 100, down-metric: 100}",
        "{metric: 100, disabled-metric: 50}",
        "{as-path: 65010 65010, down-as-path: 65010, down-metric: 900}"
      })
  void whatIsAnnouncedWhenDownMustBeWorseThanWhenUp(String settings) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> only("defaults: " + settings + "\n" + WEB))
        .withMessageMatching(".*:1: defaults\\.(down|disabled)-(as-path|metric): '.*': no worse.*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{down-as-path: 65010 65010}",
        "{metric: 100, down-metric: 101}",
        "{as-path: 65010, down-as-path: 65010 65010, metric: 9, down-metric: 1}",
        "{as-path: 65010, down-as-path: 65010, down-community: '65535:0'}"
      })
  void aLongerPathOrAHigherMedOrAnotherCommunityIsWorse(String settings) {
    assertThat(only("defaults: " + settings + "\n" + WEB).policy().routes(Verdict.DOWN))
        .allMatch(Route::announced);
  }

  @Test
  void theMedGrowsFromPrefixToPrefix() {
    ServiceSpec web =
        only(
            "services: {web: {ip: [10.1.0.5, 10.1.0.6], tcp: 'a:1', up-metric: 100, increase: 10}}");
    assertThat(web.policy().routes(Verdict.UP))
        .extracting(route -> route.attributes().med().orElse(-1))
        .containsExactly(100L, 110L);
  }

  @Test
  void aPathIdentifierOfOneStateIsWithdrawnInTheOthers() {
    ServiceSpec web = only(WEB + "    up-path-id: 1\n    down-path-id: 2\n");
    assertThat(web.policy().routes(Verdict.DOWN))
        .extracting(r -> r.key().pathId().orElse(-1) + (r.announced() ? "+" : "-"))
        .containsExactlyInAnyOrder("1-", "2+", "-1-");
  }

  @Test
  void takesValuesFromTheEnvironment() {
    Path file = file(WEB.replace("3000", "${PORT}").replace("10.1.0.5", "${VIP:10.1.0.9}"));
    ServiceSpec web =
        new ConfigLoader(Map.of("PORT", "8080"))
            .ofFile(file, Settings.NONE, ProcessSettings.NONE)
            .services()
            .get(0);
    assertThat(web.checks().get(0).check().target()).isEqualTo("http://127.0.0.1:8080/");
    assertThat(web.policy().keys().iterator().next().prefix()).hasToString("10.1.0.9/32");
  }

  @Test
  void valuesAreTakenAsTheyAreWritten() {
    ServiceSpec web = only(WEB + "    community: 65010:30\n");
    assertThat(web.policy().routes(Verdict.UP).get(0).attributes().communities())
        .containsExactly("65010:30");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "intervall: 1s | web.intervall: unknown key",
        "interval: 1x | web.interval: '1x': not a time; allowed: 10ms to 1h",
        "interval: [1s, 2s] | web.interval: not a plain value",
        "interval: | web.interval: no value",
        "interval: 2h | out of range",
        "fast-interval: 2s | longer than the interval",
        "confirm-interval: 2s | longer than the interval",
        "confirm-interval: 0 | out of range",
        "tripwire: maybe | 'maybe': neither; allowed: on or off",
        "rise: 0 | '0': out of range; allowed: 1 to 1000",
        "rise: 2.5 | not a number",
        "insecure: yes | 'yes': not a truth value; allowed: true or false",
        "expect-status: 700 | not a status range",
        "expect-body-regex: '(' | '(': ",
        "header: nonsense | not a header",
        "header: \"A: b\\nC: d\" | 'A: b\\u000aC: d': not a header",
        "as-path: 65010 x | not a list of AS numbers",
        "community: 65010:1 ; shutdown | not a community",
        "next-hop: 2001:db8::1 | not of the same family",
        "ca-file: /nonexistent | cannot be read",
        "ca-file: /dev/zero | not a regular file; allowed: certificates: PEM, DER or PKCS#7",
        "client-cert: /nonexistent | cannot be read",
        "client-key: /nonexistent | of no use without client-cert",
        "tls-name: 'shop example' | 'shop example': not a name",
        "withdraw-on-down: true\\n    down-metric: 5 | of no use together",
        "up-metric: 4294967296 | out of range",
        "method: HEAD\\n    expect-body: x | an answer to HEAD has no body",
        "rise: 1\\n    rise: 2 | web.rise: given twice",
        "checks: [{timeout: 1s}] | no check; needed: url, tcp or command",
        "disable: ${NOWHERE} | the environment has no NOWHERE"
      })
  void refusesBadInputInOneLineWithFileLineKeyAndWhatIsAllowed(String line, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> services(WEB + "    " + line.replace("\\n    ", "\n    ") + "\n"))
        .withMessageContaining(message)
        .withMessageContaining("exavip.yaml:")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services: [ | not YAML",
        "'' | empty",
        "services: {} | empty; needed: at least one service",
        "defaults: {rise: 1} | no services",
        "defaults: {ip: 10.1.0.5}\\nservices: {a: {}} | unknown key",
        "service: {} | unknown key",
        "services: {a: {tcp: 'b:1'}} | no ip",
        "services: {a: {ip: 10.1.0.5}} | no check",
        "services: {a b: {ip: 10.1.0.5}} | not a service name",
        "services: {a: {ip: 10.1.0.5, tcp: 'b:1'}, c: {ip: 10.1.0.5, tcp: 'b:1'}} | c announces 10.1.0.5/32, which a announces, too"
      })
  void refusesFilesThatDescribeNoService(String text, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> services(text.replace("\\n", "\n")))
        .withMessageContaining(message);
  }

  @Test
  void onExitAndReannounceConcernTheProcess() {
    RunConfig config = config(WEB + "on-exit: keep\nreannounce: 30s\n");
    assertThat(config.process().withdrawOnExit()).isFalse();
    assertThat(config.process().reannounce()).isEqualTo(Duration.ofSeconds(30));
  }

  private ServiceSpec only(String text) {
    List<ServiceSpec> services = services(text);
    assertThat(services).hasSize(1);
    return services.get(0);
  }

  private List<ServiceSpec> services(String text) {
    return config(text).services();
  }

  private RunConfig config(String text) {
    return new ConfigLoader(Map.of()).ofFile(file(text), Settings.NONE, ProcessSettings.NONE);
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("exavip.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
