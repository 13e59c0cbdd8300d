package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Host.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessRulesTest {
  private static final Path EXAVIP = Path.of("/usr/bin/exavip");

  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void noProcessThatRunsExavipIsAnError() {
    patient.with("/usr/bin/exavip run", "/usr/sbin/exabgp healthcheck");

    assertError("exavip-missing", 0, "nobody announces the VIP");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/usr/bin/java -jar /opt/exavip.jar", "/usr/bin/nice -n 5 /opt/exavip-1.0"})
  void exavipIsFoundBehindOtherPrograms(String command) {
    String program = command.substring(0, command.indexOf(' '));
    patient.host.statuses.put(Path.of(program), new Status(FakeHost.FILE | 0755, 0, 0));
    patient.with("/usr/bin/exavip", command).with("10.1.0.5/32", "10.1.0.6/32");

    assertError("vip-address", 2, "10.1.0.6/32");
  }

  @Test
  void aMissingEncoderIsAnError() {
    patient.without("  encoder text;\n");

    assertError("encoder", 1, "ExaBGP refuses the file");
  }

  @Test
  void theJsonEncoderIsAWarning() {
    patient.with("encoder text;", "encoder json;");

    assertWarning("encoder", "exavip reads text");
  }

  @Test
  void aMissingRunIsAnError() {
    patient.append("process empty { encoder text; }\n");

    assertError("run", 21, "process empty has no run");
  }

  @Test
  void aNameTwiceIsAnError() {
    patient.append("process exavip { run /usr/bin/exavip run --ip 10.1.0.5; encoder text; }\n");

    assertThat(patient.trouble("process-name").where().line()).isEqualTo(21);
  }

  @Test
  void aProcessWithoutANameIsAnError() {
    patient.append("process { run /usr/sbin/exabgp; encoder text; }\n");

    assertError("process-name", 21, "without a name");
  }

  @Test
  void aProgramThatIsNotThereIsAnError() {
    patient.host.statuses.remove(EXAVIP);

    assertError("run", 2, "/usr/bin/exavip is not on this host");
  }

  @Test
  void aProgramThatTheUserMayNotExecuteIsAnError() {
    patient.host.statuses.put(EXAVIP, new Status(FakeHost.FILE | 0754, 0, 0));

    assertError("run", 2, "user exabgp, who may not execute /usr/bin/exavip");
  }

  @Test
  void aProgramOfTheUsersGroupMayBeExecuted() {
    patient.host.statuses.put(EXAVIP, new Status(FakeHost.FILE | 0750, 0, 107));

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void aFolderOnTheWayThatTheUserMayNotEnterIsAnError() {
    Path folder = Path.of("/usr/bin");
    patient.host.statuses.put(folder, new Status(FakeHost.FOLDER | 0700, 0, 0));

    assertError("run", 2, "may not execute /usr/bin");
  }

  @Test
  void theFolderBehindALinkCountsAsWell() {
    patient.host.links.put(EXAVIP, Path.of("/root/exavip"));
    patient.host.statuses.put(Path.of("/root"), new Status(FakeHost.FOLDER | 0700, 0, 0));

    assertError("run", 2, "may not execute /root");
  }

  @Test
  void aProgramThatTheUserMayNotReadIsAnError() {
    patient.host.statuses.put(EXAVIP, new Status(FakeHost.FILE | 0711, 0, 0));

    assertError("run", 2, "may not read /usr/bin/exavip");
  }

  @Test
  void aSetuidProgramIsAnError() {
    patient.host.statuses.put(EXAVIP, new Status(FakeHost.FILE | 04755, 0, 0));

    assertError("run", 2, "setuid");
  }

  @Test
  void aFolderAsProgramIsAnError() {
    patient.host.statuses.put(EXAVIP, new Status(FakeHost.FOLDER | 0755, 0, 0));

    assertError("run", 2, "is a folder");
  }

  @Test
  void aRelativeProgramIsAWarning() {
    patient.with("/usr/bin/exavip", "exavip");

    assertWarning("run", "'exavip' is no absolute path");
  }

  @Test
  void respawnOffIsAWarning() {
    patient.with("encoder text;", "encoder text; respawn false;");

    assertWarning("respawn", "not started again");
  }

  @Test
  void respawnOffInTheSettingsIsAWarningThere() {
    patient.host.texts.put(
        ExaBgpInstallation.SETTINGS, "[exabgp.api]\nack = true\nrespawn = false\n");

    assertWarning("respawn", "not started again");
    assertThat(patient.trouble().where()).isEqualTo(new Where(ExaBgpInstallation.SETTINGS, 3));
  }

  @Test
  void twoProcessesWithOneVipAreAnError() {
    patient
        .with("neighbor 10", process("second", "10.1.0.5/32") + "neighbor 10")
        .with("[ exavip ]", "[ exavip second ]");

    assertError("vip-twice", 5, "10.1.0.5/32 is announced by process exavip, too");
  }

  private static String process(String name, String vip) {
    return "process "
        + name
        + " { run /usr/bin/exavip run --ip "
        + vip
        + " --url http://127.0.0.1/; encoder text; }\n";
  }

  private void assertError(String rule, int line, String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.where()).isEqualTo(new Where(patient.file, line));
    assertThat(finding.what()).contains(what);
    assertThat(finding.fix()).isNotEmpty();
  }

  private void assertWarning(String rule, String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.what()).contains(what);
  }
}
