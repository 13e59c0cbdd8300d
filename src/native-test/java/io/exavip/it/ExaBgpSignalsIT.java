package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static io.exavip.it.fabric.RouteEvent.ADDED;
import static io.exavip.it.fabric.RouteEvent.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.RouteEvent;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.WebApp;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/**
 * Reloads and ends of ExaBGP leave neither a wrong route nor a process behind. (ExaBGP 4.2 sends
 * the same UPDATE again at a reload; the route servers ignore it.)
 */
class ExaBgpSignalsIT {

  @EveryExaBgp
  @DisplayName("SIGUSR1 leaves the helper alone and the route in its place")
  void usr1(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app);
    long helper = exaBgp.awaitHelper();

    long loads = loads(exaBgp);
    exaBgp.signal(Signal.USR1);
    Await.until("reload of ExaBGP", () -> loads(exaBgp) > loads);
    assertThat(exaBgp.awaitHelper()).isEqualTo(helper);
    assertChanges(fabric, ADDED);

    app.answer500();
    fabric.awaitNoRoute(VIP);
    assertChanges(fabric, ADDED, REMOVED);
  }

  @EveryExaBgp
  @DisplayName("SIGUSR2 replaces the helper without a change of the route while the app is healthy")
  void usr2(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app);
    long former = exaBgp.awaitHelper();

    exaBgp.signal(Signal.USR2);
    long helper = exaBgp.awaitNewHelper(former);
    awaitOnly(fabric, Set.of(app.pid(), exaBgp.pid(), helper));
    Await.until("the new helper's command", () -> exaBgp.routeCommands().size() >= 2);
    assertChanges(fabric, ADDED);

    app.answer500();
    fabric.awaitNoRoute(VIP);
    assertChanges(fabric, ADDED, REMOVED);
  }

  @EveryExaBgp
  @DisplayName("SIGUSR2 does not bring the route of a sick app back")
  void usr2WithSickApp(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app);
    app.answer500();
    fabric.awaitNoRoute(VIP);
    int before = exaBgp.routeCommands().size();
    long former = exaBgp.awaitHelper();

    exaBgp.signal(Signal.USR2);
    exaBgp.awaitNewHelper(former);
    Await.until("the new helper's command", () -> exaBgp.routeCommands().size() > before);
    assertChanges(fabric, ADDED, REMOVED);
  }

  @EveryExaBgp
  @DisplayName("kill -9 of ExaBGP takes the helper and the route along")
  void kill(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app);

    exaBgp.signal(Signal.KILL);
    exaBgp.awaitExit();

    awaitOnly(fabric, Set.of(app.pid()));
    fabric.awaitNoRoute(VIP);
  }

  @EveryExaBgp
  @DisplayName("SIGTERM of ExaBGP ends the helper and takes the route along")
  void term(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app);

    exaBgp.signal(Signal.TERM);
    assertThat(exaBgp.awaitExit()).isZero();

    awaitOnly(fabric, Set.of(app.pid()));
    fabric.awaitNoRoute(VIP);
  }

  @EveryExaBgp
  @DisplayName("kill -9 of ExaBGP ends a helper whose probe hangs")
  void killWhileProbeHangs(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = healthy(version, fabric, app, "--timeout", "1h");
    app.hang();

    exaBgp.signal(Signal.KILL);
    exaBgp.awaitExit();

    awaitOnly(fabric, Set.of(app.pid()));
  }

  private static ExaBgp healthy(
      ExaBgpVersion version, Fabric fabric, WebApp app, String... options) {
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app, options));
    fabric.awaitRoute(VIP);
    return exaBgp;
  }

  private static void awaitOnly(Fabric fabric, Set<Long> expected) {
    Await.until(
        "no process but " + expected,
        () -> Set.copyOf(fabric.vm1().namespace().pids()).equals(expected));
  }

  private static void assertChanges(Fabric fabric, RouteEvent... expected) {
    assertThat(fabric.changes(VIP))
        .allSatisfy(changes -> assertThat(changes).containsExactly(expected));
  }

  private static long loads(ExaBgp exaBgp) {
    return exaBgp.log().stream()
        .filter(line -> line.contains("loaded new configuration successfully"))
        .count();
  }
}
