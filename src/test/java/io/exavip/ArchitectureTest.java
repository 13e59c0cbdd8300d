package io.exavip;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.exavip.route.Prefix;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;

/** The rooms of the house and who may go into which. */
@AnalyzeClasses(packages = "io.exavip", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule aLowerRoomNeverImportsAHigherOne =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("io.exavip.cli..")
          .layer("process")
          .definedBy("io.exavip.process..")
          .layer("demo")
          .definedBy("io.exavip.demo..")
          .layer("doctor")
          .definedBy("io.exavip.doctor..")
          .layer("config")
          .definedBy("io.exavip.config..")
          .layer("telemetry")
          .definedBy("io.exavip.telemetry..")
          .layer("monitor")
          .definedBy("io.exavip.monitor..")
          .layer("exabgp.api")
          .definedBy("io.exavip.exabgp.api..")
          .layer("exabgp.conf")
          .definedBy("io.exavip.exabgp.conf..")
          .layer("exabgp.install")
          .definedBy("io.exavip.exabgp.install..")
          .layer("probe")
          .definedBy("io.exavip.probe..")
          .layer("route")
          .definedBy("io.exavip.route..")
          .layer("health")
          .definedBy("io.exavip.health..")
          .layer("time")
          .definedBy("io.exavip.time..")
          .layer("ping")
          .definedBy("io.exavip.ping..")
          .layer("cloud")
          .definedBy("io.exavip.cloud..")
          .layer("webapp")
          .definedBy("io.exavip.webapp..")
          .layer("host")
          .definedBy("io.exavip.host..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("process")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("demo")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("doctor")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("ping")
          .mayOnlyBeAccessedByLayers("cli", "config")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "cli", "process", "exabgp.conf", "exabgp.install", "doctor", "telemetry")
          .whereLayer("telemetry")
          .mayOnlyBeAccessedByLayers("cli", "process")
          .whereLayer("monitor")
          .mayOnlyBeAccessedByLayers(
              "cli", "process", "demo", "exabgp.conf", "doctor", "config", "telemetry")
          .whereLayer("exabgp.api")
          .mayOnlyBeAccessedByLayers("process", "telemetry", "monitor")
          .whereLayer("exabgp.install")
          .mayOnlyBeAccessedByLayers("cli", "doctor")
          .whereLayer("exabgp.conf")
          .mayOnlyBeAccessedByLayers("cli", "doctor", "exabgp.install")
          .whereLayer("cloud")
          .mayOnlyBeAccessedByLayers("cli", "exabgp.conf", "doctor")
          .whereLayer("webapp")
          .mayOnlyBeAccessedByLayers("cli", "demo")
          .whereLayer("host")
          .mayOnlyBeAccessedByLayers("cli", "doctor", "exabgp.install", "probe");

  @ArchTest
  static final ArchRule theRoomsHaveNoCycles =
      slices().assignedFrom(new Rooms()).should().beFreeOfCycles();

  /** The rooms for ExaBGP's process API, its file and its program are one each. */
  private static final class Rooms implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] names = type.getPackageName().replace("io.exavip.", "").split("\\.");
      boolean isPart = names[0].equals("exabgp") && names.length > 1;
      return SliceIdentifier.of(isPart ? names[0] + "." + names[1] : names[0]);
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }

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
  static final ArchRule theInsidesOfVertxAreForTheRoomOfTheTripwireAlone =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.exavip.probe.tripwire..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("io.vertx..impl.."));

  /** Constants are made when the native executable is built, and addresses cannot be in it. */
  @ArchTest
  static final ArchRule noConstantHoldsAnAddress =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(assignableTo(InetAddress.class))
          .orShould()
          .haveRawType(assignableTo(SocketAddress.class))
          .orShould()
          .haveRawType(Prefix.class);

  @ArchTest
  static final ArchRule noTwoClassesHaveTheSameName = classes().should(haveANameOfTheirOwn());

  @ArchTest
  static final ArchRule noClassIsCalledManagerOrUtil =
      classes().that(alwaysTrue()).should().haveNameNotMatching(".*(Manager|Utils?|Helpers)$");

  private static ArchCondition<JavaClass> haveANameOfTheirOwn() {
    Map<String, JavaClass> seen = new HashMap<>();
    return new ArchCondition<>("have a name of their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (type.getEnclosingClass().isPresent() || type.getSimpleName().equals("package-info")) {
          return;
        }
        JavaClass other = seen.putIfAbsent(type.getSimpleName(), type);
        if (other != null) {
          events.add(
              SimpleConditionEvent.violated(type, type.getName() + " and " + other.getName()));
        }
      }
    };
  }
}
