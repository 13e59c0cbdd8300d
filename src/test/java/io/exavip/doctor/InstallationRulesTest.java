package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Host.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationRulesTest {
  private static final Path EXABGP = Path.of("/usr/sbin/exabgp");
  private static final String ASK = "/usr/sbin/exabgp --version";

  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void noExaBgpIsAnError() {
    patient.host.statuses.remove(EXABGP);

    assertFinding(Severity.ERROR, "exabgp-version", "ExaBGP is not on this host");
  }

  @Test
  void anOldExaBgpIsAnError() {
    patient.host.answers(ASK, 0, "ExaBGP : 4.1.5\n");

    assertFinding(Severity.ERROR, "exabgp-version", "4.1.5 is too old");
  }

  @Test
  void anExaBgpThatDoesNotSayItsVersionIsAWarning() {
    patient.host.answers(ASK, 1, "Traceback\n");

    assertFinding(Severity.WARNING, "exabgp-version", "does not say its version");
  }

  @Test
  void version5SaysItsVersionWhenItIsAskedAsACommand() {
    patient.host.answers(ASK, 2, "usage: exabgp [-h]\n");
    patient.host.answers("/usr/sbin/exabgp version", 0, "ExaBGP : 5.0.15\n");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.notes()).extracting(Finding::what).contains("ExaBGP 5.0.15");
  }

  @Test
  void theProgramThatIsNamedIsAsked() {
    patient.exabgp("/opt/exabgp");
    patient.host.answers("/opt/exabgp --version", 0, "ExaBGP : 4.0.8\n");

    assertFinding(Severity.ERROR, "exabgp-version", "4.0.8 is too old");
  }

  @Test
  void version6IsANote() {
    patient.host.answers(ASK, 0, "ExaBGP : 6.0.0\n");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.notes())
        .extracting(Finding::what)
        .contains("ExaBGP 6.0.0: exavip was not tried with it");
  }

  @Test
  void aWordOf5IsAnErrorWith42() {
    patient.with("hold-time 30;", "hold-time 30; source-interface eth0;");

    assertFinding(Severity.ERROR, "exabgp-version", "'source-interface' is new in ExaBGP 5.0");
    assertThat(patient.trouble().where()).isEqualTo(new Where(patient.file, 9));
  }

  @Test
  void whatOnlyExaBgpItselfSeesIsAnErrorInItsWords() {
    patient.host.answers(
        "/usr/sbin/exabgp --test",
        1,
        "19:42:10 | 16 | configuration | syntax error\n19:42:10 | 16 | parser | unknown command\n");

    assertFinding(
        Severity.ERROR, "exabgp-test", "ExaBGP refuses the file: syntax error; unknown command");
  }

  @Test
  void anExaBgpThatGivesNoAnswerIsAnError() {
    patient.host.outcomes.remove("/usr/sbin/exabgp --test");

    assertFinding(Severity.ERROR, "exabgp-test", "it gives no answer");
  }

  @Test
  void version5TestsTheFileByAnotherCommand() {
    patient.host.answers(ASK, 0, "ExaBGP : 5.0.15\n");
    patient.host.answers("/usr/sbin/exabgp validate", 1, "error: bad next-hop\n");

    assertFinding(Severity.ERROR, "exabgp-test", "error: bad next-hop");
  }

  @Test
  void whatTheDoctorSawAlreadyIsNotToldTwice() {
    patient.host.answers("/usr/sbin/exabgp --test", 1, "invalid syntax\n");
    patient.with("hold-time 30;", "hold-time 30");

    assertThat(patient.trouble().rule()).isEqualTo("syntax");
  }

  @Test
  void acksThatAreOffAreAWarningAtTheirLine() {
    patient.host.texts.put(
        ExaBgpInstallation.SETTINGS, "[exabgp.bgp]\nack = x\n\n[exabgp.api]\nack = false\n");

    assertFinding(Severity.WARNING, "ack", "exabgp.api.ack is off");
    assertThat(patient.trouble().where()).isEqualTo(new Where(ExaBgpInstallation.SETTINGS, 5));
  }

  @Test
  void theUnitsEnvironmentGoesBeforeTheFileOfSettings() {
    patient.host.texts.put(ExaBgpInstallation.SETTINGS, "[exabgp.api]\nack = true\n");
    Path more = Path.of("/etc/systemd/system/exabgp.service.d/local.conf");
    patient.host.texts.put(
        more, "[Service]\nEnvironment=\"exabgp_api_cli=false exabgp_api_ack=false\"\n");

    assertFinding(Severity.WARNING, "ack", "exabgp.api.ack is off");
    assertThat(patient.trouble().where()).isEqualTo(new Where(more, 2));
  }

  @Test
  void theEnvironmentGoesBeforeAll() {
    patient.host.texts.put(ExaBgpInstallation.SETTINGS, "[exabgp.api]\nack = false\n");
    patient.host.environment.put("exabgp_api_ack", "true");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aFileThatTheUnitsUserMayNotReadIsAnError() {
    patient.host.statuses.put(patient.file, new Status(FakeHost.FILE | 0640, 0, 0));

    assertFinding(Severity.ERROR, "user", "runs as user exabgp, who may not read the file");
    assertThat(patient.trouble().fix()).contains("chgrp exabgp");
  }

  @Test
  void aFolderOnTheWayToTheFileThatTheUserMayNotEnterIsAnError() {
    patient.host.statuses.put(folder, new Status(FakeHost.FOLDER | 0700, 0, 0));

    assertFinding(Severity.ERROR, "user", "because of " + folder);
  }

  @Test
  void withoutAUserInTheUnitItIsThatOfTheSettings() {
    patient.host.unit("[Service]\nExecStart=/usr/sbin/exabgp /etc/exabgp/exabgp.conf\n");
    patient.host.texts.put(ExaBgpInstallation.SETTINGS, "[exabgp.daemon]\nuser = 'bgp'\n");

    assertFinding(Severity.ERROR, "user", "user bgp, who is not on this host");
  }

  @Test
  void withoutAnyUserItIsNobody() {
    patient.host.unit("[Service]\n");
    patient.host.statuses.put(patient.file, new Status(FakeHost.FILE | 0600, 0, 0));

    assertFinding(Severity.ERROR, "user", "user nobody");
  }

  private void assertFinding(Severity severity, String rule, String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.what()).contains(what);
    assertThat(finding.fix()).isNotEmpty();
  }
}
