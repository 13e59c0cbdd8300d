package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.ManyWebApps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Isolated;

/** A thousand services in one process: a web app, a VIP and a check for each. */
@Isolated("it needs the whole machine for a few seconds")
class ThousandServicesIT {
  private static final int SERVICES = 1000;
  private static final int FIRST_PORT = 20_000;

  @EveryExaBgp
  @DisplayName("when all web apps die in the same instant, no route is left on any route server")
  void allDie(ExaBgpVersion version, Fabric fabric) throws IOException {
    ManyWebApps apps = ManyWebApps.start(fabric, FIRST_PORT, SERVICES);
    Path file = fabric.folder().resolve("exavip.yaml");
    Files.writeString(file, services());
    ExaBgp exabgp = ExaBgp.start(fabric, version, Watch.file(file));
    awaitRoutes(fabric, SERVICES);

    long died = System.nanoTime();
    apps.crash();
    awaitRoutes(fabric, 0);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - died);

    System.out.printf(
        "%d web apps killed, %s: no route left after %d ms%n", SERVICES, version, millis);
    assertThat(exabgp.isAlive()).isTrue();
    assertThat(fabric.routeServers())
        .allSatisfy(server -> assertThat(server.withdraws(fabric.vm1())).isEqualTo(SERVICES));
  }

  private static void awaitRoutes(Fabric fabric, int count) {
    fabric
        .routeServers()
        .forEach(
            server ->
                Await.until(
                    count + " routes on " + server,
                    () -> server.routeCount(fabric.vm1()) == count));
  }

  private static String services() {
    StringBuilder yaml =
        new StringBuilder("defaults:\n  timeout: 20s\n  start-limit: 5m\nservices:\n");
    for (int i = 0; i < SERVICES; i++) {
      yaml.append("  s%d:\n    ip: 10.1.%d.%d/32\n".formatted(i, i / 250, i % 250 + 1));
      yaml.append("    url: http://127.0.0.1:%d/\n".formatted(FIRST_PORT + i));
    }
    return yaml.toString();
  }
}
