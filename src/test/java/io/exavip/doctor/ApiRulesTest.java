package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiRulesTest {
  private static final String API = "  api { processes [ exavip ]; neighbor-changes; }\n";

  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void aNeighborWithoutApiIsAnError() {
    patient.without(API);

    assertError("api-missing", 5, "neighbor 10.0.1.4 takes no commands from exavip");
  }

  @Test
  void aNeighborWithAnotherProcessAloneIsAnError() {
    patient
        .with("[ exavip ]", "[ other ]")
        .append("process other { run /usr/sbin/exabgp; encoder text; }\n");

    assertError("api-missing", 11, "neighbor 10.0.1.4 takes no commands from exavip");
  }

  @Test
  void aProcessThatIsNotDefinedIsAnError() {
    patient.with("[ exavip ]", "[ exavip, watcher ]");

    assertError("process-undefined", 11, "names the process watcher");
    assertThat(patient.trouble().fix()).contains("defined: exavip");
  }

  @Test
  void aPatternBindsAProcess() {
    patient.host.answers("/usr/sbin/exabgp --version", 0, "ExaBGP : 5.0.1");
    patient.with("processes [ exavip ];", "processes-match [ exa.* ];");

    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void namesAndPatternsTogetherAreAnError() {
    patient.host.answers("/usr/sbin/exabgp --version", 0, "ExaBGP : 5.0.1");
    patient.with("processes [ exavip ];", "processes [ exavip ]; processes-match [ exa.* ];");

    assertError("process-undefined", 11, "processes and processes-match");
  }

  @Test
  void anApiSectionMayBeInherited() {
    patient.text(
        ("template { neighbor rs {\n" + API + "} }\n" + DoctorFixture.GOOD)
            .replace(API, "  inherit rs;\n")
            .replaceFirst("  inherit rs;\n", API));
    assertThat(patient.troubles()).isEmpty();
  }

  @Test
  void withoutNeighborChangesThereIsANote() {
    patient.without(" neighbor-changes;");

    assertThat(patient.troubles()).isEmpty();
    assertThat(patient.notes())
        .filteredOn(note -> note.rule().equals("neighbor-changes"))
        .singleElement()
        .extracting(Finding::what)
        .asString()
        .contains("10.0.1.4");
  }

  private void assertError(String rule, int line, String what) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo(rule);
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.where()).isEqualTo(new Where(patient.file, line));
    assertThat(finding.what()).contains(what);
  }
}
