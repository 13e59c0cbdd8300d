package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static io.exavip.it.fabric.RouteEvent.ADDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.WebApp;
import org.junit.jupiter.api.DisplayName;

/** The death of an app is noticed at once, not at the next probe: that one is an hour away. */
class TripwireIT {

  @EveryExaBgp
  @DisplayName("the route of a killed app goes although no probe is due")
  void killed(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(VIP, app, "--interval", "1h"));
    fabric.awaitRoute(VIP);
    assertThat(fabric.changes(VIP))
        .allSatisfy(changes -> assertThat(changes).containsExactly(ADDED));

    long killed = System.nanoTime();
    app.crash();
    fabric.awaitNoRoute(VIP);

    System.out.printf(
        "route gone %d ms after the kill%n", (System.nanoTime() - killed) / 1_000_000);
  }
}
