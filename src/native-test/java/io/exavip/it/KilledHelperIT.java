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
import io.exavip.it.fabric.RouteServer;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.WebApp;
import org.junit.jupiter.api.DisplayName;

/** ExaBGP starts a killed helper again, which then knows nothing about the route that stands. */
class KilledHelperIT {

  @EveryExaBgp
  @DisplayName("the kill of the helper causes no BGP update while the app is healthy")
  void healthyApp(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app));
    fabric.awaitRoute(VIP);
    long helper = exaBgp.awaitHelper();

    Signal.KILL.send(helper);
    exaBgp.awaitNewHelper(helper);

    Await.until("the new helper's command", () -> exaBgp.routeCommands().size() == 2);
    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.events(fabric.vm1(), VIP)).containsExactly(ADDED);
      assertThat(server.updates(fabric.vm1())).isEqualTo(1);
      assertThat(server.withdraws(fabric.vm1())).isZero();
    }
  }

  @EveryExaBgp
  @DisplayName("the route goes when the app dies together with the helper")
  void appDiesMeanwhile(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app));
    fabric.awaitRoute(VIP);
    long helper = exaBgp.awaitHelper();

    Signal.STOP.send(helper);
    app.crash();
    Signal.KILL.send(helper);

    fabric.awaitNoRoute(VIP);
    assertThat(fabric.changes(VIP))
        .allSatisfy(changes -> assertThat(changes).containsExactly(ADDED, REMOVED));
    assertThat(exaBgp.isAlive()).isTrue();
  }
}
