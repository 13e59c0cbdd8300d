package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.cloud.Cloud;
import io.exavip.host.Host.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudRulesTest {
  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void oneRouteServerAloneIsAWarning() {
    patient.text(DoctorFixture.GOOD.replaceAll("(?s)neighbor 10.0.1.5.*", ""));

    patient.assertFinding(Severity.WARNING, "route-servers", 5, "one route server only");
  }

  @Test
  void aLocalAsThatTheCloudReservesIsAnError() {
    patient.text(DoctorFixture.GOOD.replace("65010", "65517"));

    patient.assertFinding(Severity.ERROR, "local-as", 7, "65517: reserved by Azure");
  }

  @Test
  void theCloudsRangesDiffer() {
    patient.text(DoctorFixture.GOOD.replace("65010", "65517")).in(Cloud.AWS);

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aPeerAsThatIsNotTheCloudsIsAnError() {
    patient.text(DoctorFixture.GOOD.replace("65515", "65001")).in(Cloud.AZURE);

    assertThat(patient.troubles()).hasSize(2);
    assertThat(patient.trouble("peer-as").what()).contains("Azure Route Server has the AS 65515");
  }

  @Test
  void aCloudThatIsNotNamedDemandsNothingOfOtherPeers() {
    patient.with("peer-as 65515;", "peer-as 65001;");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void anIpv6VipIsAnErrorOnAzure() {
    patient.host.interfaces.add(FakeHost.device("lo", true, true, "2001:db8::5/128"));
    patient.with("10.1.0.5/32", "2001:db8::5/128");

    patient.assertFinding(Severity.ERROR, "vip-ipv6", 2, "takes no IPv6 routes");
  }

  @Test
  void anIpv6SessionIsAnErrorOnAzure() {
    patient.text(
        DoctorFixture.GOOD
            .replace("neighbor 10.0.1.5", "neighbor 2001:db8::4")
            .replaceFirst("(?s)(2001:db8::4.*?)local-address 10.0.2.10;", "$1router-id 1.1.1.1;"));

    assertThat(patient.trouble("neighbor").what())
        .contains("neighbor 2001:db8::4: Azure Route Server has no IPv6");
  }

  @Test
  void aPasswordIsAWarningWhereTheCloudCannotBeToldOne() {
    patient.with("hold-time 30;", "hold-time 30; md5-password x;");
    patient.host.statuses.put(patient.file, new Status(FakeHost.FILE | 0640, 0, 106));

    patient.assertFinding(Severity.WARNING, "md5-password", 9, "has no setting for a password");
    assertThat(patient.in(Cloud.GCP).troubles()).isEmpty();
  }

  @Test
  void aPrependedPathIsAWarningWhereMedCounts() {
    patient.with("3000/;", "3000/ --as-path '65010 65010';").in(Cloud.GCP);

    patient.assertFinding(Severity.WARNING, "as-path", 2, "goes by MED");
  }
}
