package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.RouteEvent;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

/** The routes of a service that is configured no longer go, however the helper came to its end. */
class RemovedServiceIT {
  private static final String KEPT = "10.1.0.5/32";
  private static final String REMOVED = "10.1.0.6/32";

  private static final String DEFAULTS =
      """
      defaults:
        interval: 300ms
        fast-interval: 100ms
        timeout: 5s
      services:
      """;
  private static final String SERVICE = "  s%d:\n    ip: %s\n    url: %s\n";

  private volatile String url;

  @EveryExaBgp
  @DisplayName(
      "a service removed from the file loses its route with SIGUSR2, the others keep theirs")
  void usr2(ExaBgpVersion version, Fabric fabric) {
    Path file = fabric.folder().resolve("exavip.yaml");
    ExaBgp exaBgp = both(version, fabric, file);
    long former = exaBgp.awaitHelper();

    write(file, one());
    exaBgp.signal(Signal.USR2);
    exaBgp.awaitNewHelper(former);

    fabric.awaitNoRoute(REMOVED);
    fabric.awaitRoute(KEPT);
  }

  @EveryExaBgp
  @DisplayName("a service removed from the file loses its route with the kill of the helper")
  void kill(ExaBgpVersion version, Fabric fabric) {
    Path file = fabric.folder().resolve("exavip.yaml");
    ExaBgp exaBgp = both(version, fabric, file);
    long former = exaBgp.awaitHelper();

    write(file, one());
    Signal.KILL.send(former);
    exaBgp.awaitNewHelper(former);

    fabric.awaitNoRoute(REMOVED);
    assertThat(fabric.changes(KEPT))
        .allSatisfy(changes -> assertThat(changes).containsExactly(RouteEvent.ADDED));
  }

  @EveryExaBgp
  @DisplayName("all routes go where the file is missing when the helper is started again")
  void missingFile(ExaBgpVersion version, Fabric fabric) throws IOException {
    Path file = fabric.folder().resolve("exavip.yaml");
    ExaBgp exaBgp = both(version, fabric, file);
    long former = exaBgp.awaitHelper();

    Files.delete(file);
    Signal.KILL.send(former);
    exaBgp.awaitNewHelper(former);

    fabric.awaitNoRoute(REMOVED);
    fabric.awaitNoRoute(KEPT);
    Await.until(
        "the log says so",
        () ->
            exaBgp.helperLog().stream()
                .anyMatch(line -> line.contains("configured no longer") && line.contains(KEPT)));

    write(file, one());
    fabric.awaitRoute(KEPT);
  }

  private ExaBgp both(ExaBgpVersion version, Fabric fabric, Path file) {
    url = WebApp.start(fabric, 3000).url();
    write(file, one() + SERVICE.formatted(2, REMOVED, url));
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.file(file));
    fabric.awaitRoute(KEPT);
    fabric.awaitRoute(REMOVED);
    return exaBgp;
  }

  private String one() {
    return DEFAULTS + SERVICE.formatted(1, KEPT, url);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
