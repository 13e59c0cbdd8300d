package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.cloud.Cloud;
import io.exavip.host.Host.Status;
import io.exavip.probe.ProbeResult;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses, the app and the peers as seen from this host. */
class HostRulesTest {
  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void aVipOnNoInterfaceIsAnErrorWithTheCommandThatMendsIt() {
    patient.host.interfaces.set(0, FakeHost.device("lo", true, true, "127.0.0.1/8"));

    patient.assertFinding(Severity.ERROR, "vip-address", 2, "10.1.0.5/32 is on no interface");
    assertThat(patient.trouble().fix()).isEqualTo("ip addr add 10.1.0.5/32 dev lo");
  }

  @Test
  void aVipOnAnInterfaceThatIsDownIsAnError() {
    patient.host.interfaces.set(0, FakeHost.device("dummy0", false, false, "10.1.0.5/32"));

    patient.assertFinding(Severity.ERROR, "vip-address", 2, "dummy0, which is down");
  }

  @Test
  void aLocalAddressOnNoInterfaceIsAnError() {
    patient.host.interfaces.remove(1);

    patient.assertFinding(Severity.ERROR, "local-address", 6, "10.0.2.10 is on no interface");
  }

  @Test
  void aLocalAddressOnAnInterfaceThatIsDownIsAnError() {
    patient.host.interfaces.set(1, FakeHost.device("eth0", false, false, "10.0.2.10/24"));

    patient.assertFinding(Severity.ERROR, "local-address", 6, "eth0 is down");
  }

  @Test
  void aVipInTheNetworkOfTheVmIsAnError() {
    patient.host.interfaces.set(
        1, FakeHost.device("eth0", true, false, "10.0.2.10/24", "10.0.2.99/24"));
    patient.vnet("192.168.0.0/16").with("10.1.0.5/32", "10.0.2.99/32");

    patient.assertFinding(Severity.ERROR, "vip-in-vnet", 2, "10.0.2.99/32 is in 10.0.2.0/24");
  }

  @Test
  void aVipInTheVnetIsAnError() {
    patient.vnet("10.1.0.0/16");

    patient.assertFinding(
        Severity.ERROR, "vip-in-vnet", 2, "10.1.0.5/32 is in the VNet 10.1.0.0/16");
  }

  @Test
  void aVipInTheCloudsUsualNetworkIsAnErrorWhereTheVmIsInItAsWell() {
    patient.host.interfaces.add(FakeHost.device("lo", true, true, "10.0.200.5/32"));
    patient.with("10.1.0.5/32", "10.0.200.5/32");

    patient.assertFinding(Severity.ERROR, "vip-in-vnet", 2, "is in the VNet 10.0.0.0/16");
  }

  @Test
  void aVipOutsideOfTheVnetIsFine() {
    assertThat(patient.vnet("10.0.0.0/16").troubles()).isEmpty();
  }

  @Test
  void anAppThatDoesNotAnswerIsAWarning() {
    patient.probeResult = ProbeResult.failure("connection refused");

    patient.assertFinding(
        Severity.WARNING, "check", 2, "http://127.0.0.1:3000/: connection refused");
  }

  @Test
  void anAppThatAnswersIsANote() {
    assertThat(patient.notes())
        .extracting(Finding::what)
        .contains("web: http://127.0.0.1:3000/: HTTP 200 in 3 ms");
  }

  @Test
  void aCommandIsNotRun() {
    patient.probeResult = ProbeResult.failure("ran");
    patient.with("--url http://127.0.0.1:3000/", "--command true");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.notes()).extracting(Finding::what).anyMatch(w -> w.contains("not tried"));
  }

  @Test
  void peersAreNotTriedUnlessAskedFor() {
    patient.host.connectProblem = Optional.of("no answer within 2 s");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.host.connected).isEmpty();
  }

  @Test
  void aPeerThatCannotBeReachedIsAnError() {
    patient.host.connectProblem = Optional.of("no answer within 2 s");
    patient.probing();

    assertThat(patient.troubles()).hasSize(2);
    assertThat(patient.trouble("peer-unreachable").what())
        .isEqualTo("neighbor 10.0.1.4, TCP port 179: no answer within 2 s");
  }

  @Test
  void peersAreTriedFromTheLocalAddressAtTheirPort() {
    patient.probing().with("hold-time 30;", "hold-time 30; connect 1790;");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.host.connected)
        .contains("10.0.2.10>10.0.1.4:1790", "10.0.2.10>10.0.1.5:179");
  }

  @Test
  void aPasswordThatEverybodyMayReadIsAWarning() {
    patient.in(Cloud.GCP).with("hold-time 30;", "hold-time 30; md5-password \"secret\";");

    patient.assertFinding(Severity.WARNING, "md5-password", 9, "everybody may read it");
    assertThat(patient.trouble().what() + patient.trouble().fix()).doesNotContain("secret");
  }

  @Test
  void aPasswordThatOnlyExaBgpMayReadIsFine() {
    patient.in(Cloud.GCP).with("hold-time 30;", "hold-time 30; md5-password \"secret\";");
    patient.host.statuses.put(patient.file, new Status(FakeHost.FILE | 0640, 0, 106));

    assertThat(patient.troubles()).isEmpty();
  }
}
