package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRulesTest {
  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void aLocalAddressThatNoPeerCanReachIsAnError() {
    patient.text(DoctorFixture.GOOD.replaceFirst("10.0.2.10", "127.0.0.1"));

    patient.assertFinding(Severity.ERROR, "local-address", 6, "no route server can reach it");
  }

  @Test
  void aNeighborAtTheLocalAddressIsAnError() {
    patient.text(DoctorFixture.GOOD.replace("neighbor 10.0.1.4", "neighbor 10.0.2.10"));

    patient.assertFinding(Severity.ERROR, "local-address", 6, "the same as that of the neighbor");
  }

  @Test
  void aRouterIdOfZeroIsAnError() {
    patient.with("hold-time 30;", "hold-time 30; router-id 0.0.0.0;");

    patient.assertFinding(Severity.ERROR, "router-id", 9, "no BGP identifier");
  }

  @Test
  void noNeighborIsAnError() {
    patient.text(DoctorFixture.GOOD.replaceAll("(?s)neighbor 10.*", ""));

    patient.assertFinding(Severity.ERROR, "neighbor-missing", 0, "nobody gets the VIP");
  }

  @ParameterizedTest
  @CsvSource({"local-address 10.0.2.10;,5", "local-as 65010;,5", "peer-as 65515;,5"})
  void aMissingSettingIsAnErrorOnTheLineOfTheNeighbor(String setting, int line) {
    patient.without("  " + setting + "\n");

    String name = setting.replaceFirst(" .*", "");
    patient.assertFinding(Severity.ERROR, "session", line, "has no " + name);
  }

  @Test
  void anIpv6NeighborNeedsARouterId() {
    patient
        .with("neighbor 10.0.1.5", "neighbor 2001:db8::4")
        .with(
            "local-address 10.0.2.10;\n  local-as 65010;\n  peer-as 65515;\n  hold-time 30;\n  c",
            "c");

    assertThat(patient.troubles()).extracting(Finding::what).anyMatch(w -> w.contains("router-id"));
  }

  @Test
  void theSameNeighborTwiceIsAnError() {
    patient.with("neighbor 10.0.1.5", "neighbor 10.0.1.4");

    patient.assertFinding(
        Severity.ERROR, "neighbor-twice", 13, "neighbor 10.0.1.4 is there already");
  }

  @Test
  void thePeersOwnAsIsAnError() {
    patient.with("local-as 65010;", "local-as 65515;");

    patient.assertFinding(Severity.ERROR, "local-as", 7, "the peer's own AS 65515");
  }

  @ParameterizedTest
  @CsvSource({
    "hold-time 8;,9,short pause",
    "hold-time 181;,9,181",
    "hold-time 0;,9,for ever",
    "'',5,180 s"
  })
  void aHoldTimeThatIsTooShortOrTooLongOrMissingIsAWarning(String text, int line, String what) {
    patient.with("hold-time 30;", text);

    patient.assertFinding(Severity.WARNING, "hold-time", line, what);
  }

  @ParameterizedTest
  @CsvSource({"hold-time 9;", "hold-time 180;"})
  void aHoldTimeOf9To180SecondsIsFine(String text) {
    patient.with("hold-time 30;", text);

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aMissingRouteRefreshIsAWarning() {
    patient.without("  capability { route-refresh enable; }\n");

    patient.assertFinding(Severity.WARNING, "route-refresh", 5, "without route-refresh");
  }

  @Test
  void aRouteRefreshThatIsOffIsAWarning() {
    patient.with("route-refresh enable;", "route-refresh disable;");

    patient.assertFinding(Severity.WARNING, "route-refresh", 10, "without route-refresh");
  }

  @Test
  void aGracefulRestartIsAWarning() {
    patient.with("route-refresh enable;", "route-refresh; graceful-restart 120;");

    patient.assertFinding(Severity.WARNING, "graceful-restart", 10, "keeps the route");
  }

  @Test
  void aGracefulRestartThatIsOffIsFine() {
    patient.with("route-refresh enable;", "route-refresh; graceful-restart disable;");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aPassiveNeighborIsAWarning() {
    patient.with("hold-time 30;", "hold-time 30; passive;");

    patient.assertFinding(Severity.WARNING, "session", 9, "passive");
  }

  @Test
  void aSettingThatTheTemplateOverridesIsAWarning() {
    patient
        .text("template { neighbor rs { hold-time 60; } }\n" + DoctorFixture.GOOD)
        .with("  hold-time 30;", "  inherit rs;\n  hold-time 30;");

    patient.assertFinding(Severity.WARNING, "template", 11, "'hold-time 30' has no effect");
  }

  @Test
  void whatIsInheritedCounts() {
    patient
        .text("template { neighbor rs { hold-time 3; } }\n" + DoctorFixture.GOOD)
        .with("  hold-time 30;", "  inherit rs;");

    patient.assertFinding(Severity.WARNING, "hold-time", 1, "hold-time 3");
  }
}
