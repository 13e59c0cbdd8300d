package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tripwire with servers that people really run. The interval is an hour, so that any probe once
 * the service is up was started by the tripwire.
 */
class TripwireIT {
  private static final int RISE = 3;

  @TempDir private Path folder;

  @Test
  void nodeClosesIdleConnectionsAndStaysUpUntilItDies() {
    try (WebServer server = WebServer.node(folder, 2000);
        Exavip program = watch(server)) {
      awaitProbes(program, 5); // three until it is up, and two after idle connections were closed
      assertUpAllTheTime(program);

      server.signal(Signal.KILL);
      program.awaitOut("DOWN: connection refused .* -> withdraw");
    }
  }

  @Test
  void aReloadOfNginxChangesNothingAndItsEndIsSeen() {
    try (WebServer server = WebServer.nginx(folder);
        Exavip program = watch(server)) {
      awaitQuiet(() -> probes(program));
      long before = probes(program);
      server.signal(Signal.HUP);
      awaitProbes(program, before + 1);
      assertUpAllTheTime(program);

      server.signal(Signal.TERM);
      program.awaitOut("DOWN: connection refused .* -> withdraw");
    }
  }

  @Test
  void aKilledWorkerIsReplacedOnTheSameListeningSocketWithoutAChange() {
    try (WebServer server = WebServer.preforking(folder);
        Exavip program = watch(server, "--tripwire", "on")) {
      awaitQuiet(() -> probes(program)); // one that is under way dies with the worker
      long before = probes(program);
      server.signal(Signal.HUP);
      Await.until("there is a new worker", () -> !server.said().isEmpty());
      awaitProbes(program, before + 1);
      assertUpAllTheTime(program);
    }
  }

  @Test
  void aServerThatClosesAfterEachAnswerIsProbedByTheScheduleAlone() {
    try (WebServer server = WebServer.python(folder);
        Exavip program = watch(server)) {
      // What was under way when it came up may still arrive; then the next one is an hour away.
      awaitQuiet(() -> requests(server));
      assertThat(requests(server)).isLessThanOrEqualTo(2 * RISE);
    }
  }

  @Test
  void aServerWithOneConnectionAtATimeIsNeverTakenForDown() {
    try (WebServer server = WebServer.oneAtATime(folder);
        Exavip program = watch(server, "--interval", "300ms", "--fall", "1")) {
      program.awaitErr("no tripwire for 10 min");
      awaitProbes(program, probes(program) + 10);
      assertUpAllTheTime(program);
    }
  }

  @Test
  void withoutATripwireNobodyNotices() {
    try (WebServer server = WebServer.node(folder, 60_000);
        Exavip program = watch(server, "--tripwire", "off")) {
      awaitProbes(program, 3);
      server.signal(Signal.KILL);
      Await.always(
          "nothing happens", Duration.ofSeconds(2), () -> !program.output().contains("DOWN"));
    }
  }

  private static Exavip watch(WebServer server, String... more) {
    List<String> options = new ArrayList<>(List.of("run", "--dry-run", "-v"));
    options.addAll(List.of("--ip", "10.1.0.5/32", "--url", server.url(), "--timeout", "20s"));
    options.addAll(List.of("--start-limit", "5m", "--rise", "" + RISE));
    if (!List.of(more).contains("--interval")) {
      options.addAll(List.of("--interval", "1h"));
    }
    options.addAll(List.of(more));
    Exavip program = Exavip.start(options.toArray(String[]::new));
    program.awaitOut("-> announce");
    return program;
  }

  /** Waits until a count stands still for three seconds. */
  private static void awaitQuiet(LongSupplier count) {
    Await.until(
        "three seconds without a probe",
        () -> {
          long before = count.getAsLong();
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
          return count.getAsLong() == before;
        });
  }

  private static long requests(WebServer server) {
    return server.log().stream().filter(line -> line.contains("GET / ")).count();
  }

  private static void awaitProbes(Exavip program, long count) {
    Await.until(count + " probes", () -> probes(program) >= count);
  }

  private static long probes(Exavip program) {
    return program.out().stream().filter(line -> line.contains("HTTP 200")).count();
  }

  private static void assertUpAllTheTime(Exavip program) {
    assertThat(program.out()).allMatch(line -> line.matches(".* (RISING|UP): HTTP 200 .*"));
    assertThat(program.out().stream().filter(line -> line.contains("->"))).hasSize(1);
  }
}
