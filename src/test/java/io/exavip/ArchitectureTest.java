package io.exavip;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house and who may go into which. */
@AnalyzeClasses(packages = "io.exavip", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule aLowerRoomNeverImportsAHigherOne =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.exavip.cli..")
          .layer("helper")
          .definedBy("io.exavip.helper..")
          .layer("demo")
          .definedBy("io.exavip.demo..")
          .layer("doctor")
          .definedBy("io.exavip.doctor..")
          .layer("config")
          .definedBy("io.exavip.config..")
          .layer("telemetry")
          .definedBy("io.exavip.telemetry..")
          .layer("service")
          .definedBy("io.exavip.service..")
          .layer("exabgp")
          .definedBy("io.exavip.exabgp..")
          .layer("probe")
          .definedBy("io.exavip.probe..")
          .layer("route")
          .definedBy("io.exavip.route..")
          .layer("health")
          .definedBy("io.exavip.health..")
          .layer("time")
          .definedBy("io.exavip.time..")
          .layer("failover")
          .definedBy("io.exavip.failover..")
          .layer("conf")
          .definedBy("io.exavip.conf..")
          .layer("cloud")
          .definedBy("io.exavip.cloud..")
          .layer("webapp")
          .definedBy("io.exavip.webapp..")
          .layer("vip")
          .definedBy("io.exavip.vip..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("helper")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("demo")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("conf")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("vip")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers("cli", "helper", "conf", "doctor", "telemetry")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("cli", "helper")
          .whereLayer("service")
          .mayOnlyBeAccessedByLayers(
              "cli", "helper", "demo", "conf", "doctor", "config", "telemetry")
          .whereLayer("exabgp")
          .mayOnlyBeAccessedByLayers("helper", "telemetry", "service")
          .whereLayer("failover")
          .mayOnlyBeAccessedByLayers("cli", "config")
          .whereLayer("cloud")
          .mayOnlyBeAccessedByLayers("cli", "conf", "doctor")
          .whereLayer("webapp")
          .mayOnlyBeAccessedByLayers("cli", "demo");

  @ArchTest
  static final ArchRule theRoomsHaveNoCycles =
      slices().matching("io.exavip.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule healthAndRouteArePure =
      noClasses()
          .that()
          .resideInAnyPackage("io.exavip.health..", "io.exavip.route..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "java.io..",
                  "java.nio..",
                  "java.util.concurrent..",
                  "io.vertx..",
                  "io.quarkus.."))
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule theLedgerKnowsNoClockAndNoThread =
      noClasses()
          .that()
          .haveNameMatching(".*\\.(RouteCommands|Greeting|Conversation|CommandText|Answer|Dialect)")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule noClassIsCalledManagerOrUtil =
      classes().that(alwaysTrue()).should().haveNameNotMatching(".*(Manager|Utils?|Helpers)$");
}
