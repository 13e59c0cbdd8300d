package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathAndPairRulesTest {
  private static final String LONG = " --as-path '65010 65010 65010'";

  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void anAsPathThatDoesNotBeginWithTheLocalAsIsAnError() {
    patient.with("3000/;", "3000/ --as-path '65011 65010';");

    patient.assertFinding(Severity.ERROR, "as-path", 2, "does not begin with the local AS 65010");
    assertThat(patient.trouble().fix()).contains("--as-path '65010 65010'");
  }

  @Test
  void thePathOfAnotherStateCountsAsWell() {
    patient.with("3000/;", "3000/ --down-as-path '65011 65011';");

    patient.assertFinding(Severity.ERROR, "as-path", 2, "'65011 65011'");
  }

  @Test
  void anAsPathThatBeginsWithTheLocalAsIsFine() {
    patient.with("3000/;", "3000/" + LONG + ";");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void equalPathsInAPairAreAnError() {
    patient.pairedWith(LONG, "");

    patient.assertFinding(Severity.ERROR, "pair-path", 2, "ECMP");
  }

  @Test
  void equalPathsWithDifferentMedsAreFine() {
    patient.with("3000/;", "3000/ --metric 100;").pairedWith(LONG, " --metric 200");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void twoPrependedPathsAreANote() {
    patient.with("3000/;", "3000/ --as-path '65010 65010';").pairedWith();

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.notes()).extracting(Finding::what).anyMatch(w -> w.contains("prepended"));
  }

  @Test
  void whichVmIsThePrimaryIsANote() {
    patient.pairedWith();

    assertThat(patient.notes())
        .extracting(Finding::what)
        .contains("10.1.0.5/32: the primary is this VM");
  }

  @Test
  void aPrimaryThatStaysPreferredWhenItIsDownIsAnError() {
    patient.with("3000/;", "3000/ --down-as-path '65010 65010';").pairedWith();

    patient.assertFinding(Severity.ERROR, "pair-down", 2, "the traffic stays");
  }

  @Test
  void aPrimaryThatIsWorseWhenItIsDownIsFine() {
    patient.with("3000/;", "3000/ --down-as-path '65010 65010 65010 65010';").pairedWith();

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void theSameLocalAddressInBothFilesIsAnError() {
    patient.pairedWith("10.0.2.20", "10.0.2.10");

    patient.assertFinding(Severity.ERROR, "pair-local-address", 6, "local-address 10.0.2.10");
  }

  @Test
  void theSameRouterIdInBothFilesIsAnError() {
    patient
        .with("hold-time 30;", "hold-time 30; router-id 1.1.1.1;")
        .pairedWith("hold-time 30;", "hold-time 30; router-id 1.1.1.1;");

    patient.assertFinding(Severity.ERROR, "pair-router-id", 9, "router-id 1.1.1.1");
  }

  @Test
  void aRouteServerThatOnlyTheOtherHasIsAWarning() {
    patient.pairedWith("neighbor 10.0.1.5", "neighbor 10.0.1.6");

    patient.assertFinding(Severity.WARNING, "route-servers", 0, "neighbor 10.0.1.6");
  }

  @Test
  void aVipThatTheOtherDoesNotAnnounceIsAWarning() {
    patient.pairedWith("10.1.0.5/32", "10.1.0.6/32");

    patient.assertFinding(Severity.WARNING, "pair-vip", 2, "nobody takes over");
  }

  @Test
  void anotherVmWithoutExavipIsAnError() {
    patient.pairedWith("/usr/bin/exavip", "/usr/bin/watcher");

    assertThat(patient.trouble().rule()).isEqualTo("pair-vip");
    assertThat(patient.trouble().where().file()).hasFileName("other.conf");
  }

  @Test
  void anotherVmWhoseOptionsCannotBeReadIsAWarningThatNothingWasCompared() {
    patient.pairedWith("--ip 10.1.0.5/32", "--ip 10.1.0.5/33");

    assertThat(patient.trouble().rule()).isEqualTo("pair-vip");
    assertThat(patient.trouble().what()).contains("10.1.0.5/33", "was not compared");
  }
}
