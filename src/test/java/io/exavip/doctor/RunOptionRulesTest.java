package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import io.exavip.host.Host.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOptionRulesTest {
  private static final String OPTIONS = "--ip 10.1.0.5/32 --url http://127.0.0.1:3000/";

  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void aBadOptionIsAnErrorInExavipsOwnWords() {
    patient.with("--ip 10.1.0.5/32", "--ip 10.1.0.5/33");

    assertError("--ip: '10.1.0.5/33'");
  }

  @Test
  void aBadFileOfServicesIsAnErrorInExavipsOwnWords() throws IOException {
    Path file = yaml("services:\n  web:\n    ip: 10.1.0.5/32\n    url: ftp://h/\n");
    patient.with(OPTIONS, "--config " + file);

    assertError("exavip.yaml:4: services.web.url");
  }

  @Test
  void theVipsOfAFileOfServicesAreLookedAt() throws IOException {
    Path file = yaml("services:\n  web:\n    ip: 10.1.0.7/32\n    url: http://h/\n");
    patient.with(OPTIONS, "--config=" + file);

    assertThat(patient.trouble("vip-address").what()).contains("10.1.0.7/32");
  }

  @Test
  void aFileOfServicesThatTheUserMayNotReadIsAnError() throws IOException {
    Path file = yaml("services:\n  web:\n    ip: 10.1.0.5/32\n    url: http://h/\n");
    patient.host.statuses.put(file, new Status(FakeHost.FILE | 0600, 0, 0));
    patient.with(OPTIONS, "--config " + file);

    assertError("who may not read " + file);
  }

  @Test
  void aRelativeFileOfServicesIsReadFromTheRootAsUnderExaBgp() {
    patient.with(OPTIONS, "--config no-such-exavip.yaml");

    assertThat(patient.troubles())
        .extracting(Finding::what)
        .anyMatch(what -> what.contains("runs exavip in the folder /"))
        .anyMatch(what -> what.contains("/no-such-exavip.yaml"));
  }

  @Test
  void anotherCommandThanRunIsAnError() {
    patient.with("exavip run", "exavip check");

    assertError("'exavip check' announces nothing");
  }

  @Test
  void aDryRunIsAnError() {
    patient.with("exavip run", "exavip run --dry-run");

    assertError("--dry-run: exavip gives ExaBGP no commands");
  }

  @Test
  void aNeighborThatTheFileDoesNotHaveIsAnError() {
    patient.with("--ip", "--neighbor 10.0.1.6 --ip");

    assertError("--neighbor 10.0.1.6: no such neighbor");
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("exavip.yaml"), text);
  }

  private void assertError(String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo("run-options");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.where()).isEqualTo(new Where(patient.file, 2));
    assertThat(finding.what()).contains(what);
  }
}
