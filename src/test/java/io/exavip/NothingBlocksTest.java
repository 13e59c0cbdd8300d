package io.exavip;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/**
 * On the way from a probe to its command nothing waits for a file, a name, a process or another
 * thread: whatever does has a class of its own with a thread of its own, named here.
 */
@AnalyzeClasses(packages = "io.exavip", importOptions = ImportOption.DoNotIncludeTests.class)
class NothingBlocksTest {
  private static final String[] WAY = {
    "io.exavip.time..",
    "io.exavip.probe..",
    "io.exavip.health..",
    "io.exavip.monitor..",
    "io.exavip.route..",
    "io.exavip.exabgp.api..",
    "io.exavip.telemetry.."
  };

  /** The room in which files are read and programs are run and waited for. */
  private static final String HOST = "io.exavip.host.";

  /** What may take as long as a disk, a network or another thread likes. */
  private static final Map<String, Set<String>> BLOCKING =
      Map.ofEntries(
          Map.entry("java.lang.Thread", Set.of("sleep", "join")),
          Map.entry("java.lang.Object", Set.of("wait")),
          Map.entry("java.lang.Process", Set.of("waitFor")),
          Map.entry("java.lang.ProcessBuilder", Set.of("start")),
          Map.entry("java.net.InetAddress", Set.of("getByName", "getAllByName", "getLocalHost")),
          Map.entry("java.util.concurrent.CompletableFuture", Set.of("get", "join")),
          Map.entry("java.util.concurrent.Future", Set.of("get")),
          Map.entry("java.util.concurrent.CountDownLatch", Set.of("await")),
          Map.entry("java.util.concurrent.Semaphore", Set.of("acquire")),
          Map.entry("java.util.concurrent.locks.Condition", Set.of("await", "awaitNanos")),
          Map.entry("java.util.concurrent.ExecutorService", Set.of("awaitTermination", "close")));

  private static final Set<String> BLOCKING_CLASSES =
      Set.of(
          "java.nio.file.Files",
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.RandomAccessFile",
          "java.io.PrintStream",
          "java.net.Socket",
          "java.net.ServerSocket",
          "java.net.DatagramSocket",
          "java.nio.channels.FileChannel");

  /** What waits, and where. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry("exabgp.api.ExaBgpChannel.waitNanos", "the thread that writes commands"),
          Map.entry("probe.Commands.(start|leader)", "the commands' thread"),
          Map.entry("probe.RunningCommand.kill", "the commands' thread"),
          Map.entry(
              "probe.tripwire.ProcNetTcp.isAccepted", "a worker; the kernel's table, not a disk"),
          Map.entry("probe.ProbeFactory.warmUp", "before the start, on a JVM alone, with a limit"),
          Map.entry("probe.Reach.first", "what is done already"),
          Map.entry("probe.SystemAuthorities.in", "before the start"),
          Map.entry("probe.name.HostsFile.(find|read)", "the thread of one name's look-up"),
          Map.entry("probe.name.SystemResolver.resolve", "the thread of one name's look-up"),
          Map.entry("probe.tls.FileValue.(read|stamps)", "a thread of its own"),
          Map.entry("monitor.Engine.stop", "the thread that ends the process, with a limit"),
          Map.entry(
              "monitor.FileLooks.(ask|lookWithin)", "a thread of its own, or before the start"),
          Map.entry("monitor.IdleTime.firstLine", "the kernel's memory, not a disk"),
          Map.entry("telemetry.DecisionPrinter.onEvent", "dry-run alone, which commands nothing"),
          Map.entry("telemetry.LogQueue.(awaitWritten|next)", "the log's thread, or the end's"),
          Map.entry("telemetry.StandardError.(descriptor|direct|queued)", "before the start"),
          Map.entry("time.ProcessStart.ageNanos", "before the start, with a limit"));

  private static final DescribedPredicate<JavaCall<?>> BLOCK =
      describe("wait for a file, a name, a process or a thread", NothingBlocksTest::blocks);

  @ArchTest
  static final ArchRule onTheWayFromAProbeToItsCommand =
      noClasses().that().resideInAnyPackage(WAY).should().callCodeUnitWhere(BLOCK);

  private static boolean blocks(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    boolean blocks =
        BLOCKING_CLASSES.contains(owner)
            || owner.startsWith(HOST) && !call.getName().equals("builder")
            || BLOCKING.getOrDefault(owner, Set.of()).contains(call.getName());
    return blocks && !isElsewhere(call.getOrigin());
  }

  /** A lambda counts as the method that it stands in. */
  private static boolean isElsewhere(JavaCodeUnit origin) {
    String method = origin.getName().replaceAll("^lambda\\$(\\w+)\\$\\d+$", "$1");
    String name = origin.getOwner().getName().replace("io.exavip.", "") + "." + method;
    return ELSEWHERE.keySet().stream().anyMatch(name::matches);
  }
}
