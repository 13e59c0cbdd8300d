package io.exavip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Nothing that the black-box tests start escapes the end of the run. */
@AnalyzeClasses(packages = "io.exavip.it")
class StartedProgramsTest {

  @ArchTest
  static final ArchRule programsStartMarkedAndWithTheirSignalsAtTheDefaults =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.fabric\\.(Child|Remains)")
          .should()
          .callConstructor(ProcessBuilder.class, java.util.List.class)
          .orShould()
          .callConstructor(ProcessBuilder.class, String[].class)
          .because("Child.of does both");
}
