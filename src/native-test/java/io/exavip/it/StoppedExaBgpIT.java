package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Concurrently;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.FabricExtension;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.WebApp;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A frozen ExaBGP reads nothing: what it finds afterwards must be the present, not the past. */
@ExtendWith(FabricExtension.class)
class StoppedExaBgpIT {

  private static final Duration STOPPED = Duration.ofSeconds(20);

  /** Longer than the stop, so that the sessions outlive it and the route with them. */
  private static final int HOLD_TIME = 90;

  @Test
  @DisplayName(
      "after 20 s of SIGSTOP with the app down, up, down the route is gone by two commands at most")
  void downUpDown(Fabric one, Fabric other) {
    Concurrently.run(
        () -> scenario(ExaBgpVersion.V4, one), () -> scenario(ExaBgpVersion.V5, other));
  }

  private static void scenario(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app).withHoldTime(HOLD_TIME));
    fabric.awaitRoute(VIP);
    Await.until("the announce in ExaBGP's log", () -> exaBgp.routeCommands().size() == 1);

    exaBgp.signal(Signal.STOP);
    final long stopped = System.nanoTime();
    app.answer500();
    awaitState(exaBgp, "DOWN");
    app.answerOk();
    awaitState(exaBgp, "UP");
    app.answer500();
    awaitState(exaBgp, "DOWN");
    Duration rest = STOPPED.minusNanos(System.nanoTime() - stopped);
    Await.always("the route stands", rest, () -> fabric.hasRoute(VIP));
    exaBgp.signal(Signal.CONT);

    fabric.awaitNoRoute(VIP);
    Await.always("no route", Duration.ofSeconds(2), () -> !fabric.hasRoute(VIP));
    assertThat(exaBgp.routeCommands()).hasSizeBetween(2, 3);
  }

  private static void awaitState(ExaBgp exaBgp, String state) {
    Await.until("state " + state, () -> Watch.state(exaBgp).equals(state));
  }
}
