package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyntaxRuleTest {
  @TempDir Path folder;

  private DoctorFixture patient;

  @BeforeEach
  void make() {
    patient = new DoctorFixture(folder);
  }

  @Test
  void aMissingSemicolonIsAnErrorOnItsLine() {
    patient.with("hold-time 30;", "hold-time 30");

    assertSyntax(Severity.ERROR, 9, "nothing ends it", "hold-time 30;");
  }

  @Test
  void aListOverTwoLinesIsAnErrorOnItsFirstLine() {
    patient.with("[ exavip ]", "[ exavip\n ]");

    assertSyntax(Severity.ERROR, 11, "nothing ends it", "on one line");
  }

  @Test
  void aQuoteThatIsNotClosedIsAnError() {
    patient.with("run --ip", "run \"--ip");

    assertThat(patient.trouble("syntax").what()).contains("quote is not closed");
    assertThat(patient.trouble("syntax").where().line()).isEqualTo(2);
  }

  @Test
  void aCommentInsideAStatementIsAnError() {
    patient.with("hold-time 30;", "hold-time 30 # seconds;");

    assertSyntax(Severity.ERROR, 9, "comment", "hold-time 30;");
  }

  @Test
  void anUnknownCommandIsAnErrorWithTheWordThatWasMeant() {
    patient.with("hold-time 30;", "hold-time 30; hold_time 40;");

    assertSyntax(Severity.ERROR, 9, "'hold_time' is unknown in 'neighbor 10.0.1.4'", "hold-time");
  }

  @Test
  void anUnknownSectionIsAnError() {
    patient.with("capability {", "capabilities {");

    assertThat(patient.trouble("syntax").what()).contains("section 'capabilities' is unknown");
  }

  @Test
  void theGroupsOfExaBgp3AreAnErrorAndAreReadAllTheSame() {
    patient.text("group azure {\nhold-time 4;\n" + DoctorFixture.GOOD + "}\n");
    patient.without("  hold-time 30;\n");

    assertThat(patient.trouble("syntax").fix()).contains("template", "inherit");
    assertThat(patient.trouble("hold-time").what()).contains("hold-time 4");
  }

  @Test
  void aSwitchWithAnotherWordIsAnError() {
    patient.with("route-refresh enable;", "route-refresh enable; asn4 yes;");

    assertSyntax(Severity.ERROR, 10, "'asn4 yes': not a switch", "asn4 enable;");
  }

  @Test
  void aValueThatExaBgpRefusesIsAnError() {
    patient.with("hold-time 30;", "hold-time 2;");

    assertThat(patient.trouble("syntax").fix()).contains("3 to 65535");
    assertThat(patient.trouble("syntax").where().line()).isEqualTo(9);
  }

  @Test
  void aNeighborThatIsNoAddressIsAnError() {
    patient.with("neighbor 10.0.1.5", "neighbor route-server");

    assertSyntax(Severity.ERROR, 13, "'route-server': not an IP address", "neighbor 10.0.1.4 {");
  }

  @Test
  void processesWithoutBracketsAreAnError() {
    patient.with("processes [ exavip ];", "processes exavip;");

    assertSyntax(Severity.ERROR, 11, "not a list", "processes [ exavip ];");
  }

  @Test
  void oneClosingBraceTooManyIsAnErrorIfSomethingFollows() {
    patient.with("neighbor-changes; }\n}", "neighbor-changes; }\n}\n}");

    assertThat(patient.trouble("syntax").severity()).isEqualTo(Severity.ERROR);
    assertThat(patient.trouble("syntax").where().line()).isEqualTo(13);
  }

  @Test
  void aSectionThatIsNotClosedAtTheEndIsAWarning() {
    patient.text(DoctorFixture.GOOD.substring(0, DoctorFixture.GOOD.length() - 2));

    assertSyntax(Severity.WARNING, 13, "'neighbor 10.0.1.5' is not closed", "}");
  }

  @Test
  void aCommandThatAClosingBraceSwallowsIsAWarning() {
    patient.with("neighbor-changes; }", "neighbor-changes; fsm }");

    assertSyntax(Severity.WARNING, 11, "'fsm': no ; before }", "fsm; }");
  }

  @Test
  void aTemplateThatIsNotThereIsAWarning() {
    patient.with("hold-time 30;", "hold-time 30; inherit azure;");

    assertSyntax(Severity.WARNING, 9, "inherit azure: no such template", "template {");
  }

  @Test
  void anEmptyFileIsAnError() {
    patient.text("# nothing\n");

    assertThat(patient.trouble("syntax").what()).contains("empty");
  }

  @Test
  void aFaultOfTheOtherFileIsToldThere() {
    patient.pairedWith("hold-time 30;", "hold-time;");

    assertThat(patient.trouble("syntax").where().file()).hasFileName("other.conf");
  }

  private void assertSyntax(Severity severity, int line, String what, String fix) {
    Finding finding = patient.trouble();
    assertThat(finding.rule()).isEqualTo("syntax");
    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.where()).isEqualTo(new Where(patient.file, line));
    assertThat(finding.what()).contains(what);
    assertThat(finding.fix()).contains(fix);
  }
}
