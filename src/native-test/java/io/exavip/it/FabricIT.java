package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpConfig;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.Relay;
import io.exavip.it.fabric.RouteEvent;
import io.exavip.it.fabric.RouteServer;
import io.exavip.it.fabric.Signal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Proves the network of the tests itself, with a stand-in for the program under test. */
class FabricIT {

  @EveryExaBgp
  @DisplayName("an announced route arrives at both route servers and a withdrawn one leaves both")
  void announceAndWithdraw(ExaBgpVersion version, Fabric fabric) {
    Relay relay = Relay.in(fabric);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, ExaBgpConfig.of(relay.command()));
    fabric.routeServers().forEach(server -> server.awaitEstablished(fabric.vm1()));

    relay.say("announce route 10.1.0.5/32 next-hop self as-path [ 65010 65010 ] med 50");

    for (RouteServer server : fabric.routeServers()) {
      var route = server.awaitRoute(fabric.vm1(), Fabric.VIP);
      assertThat(route.asPath()).containsExactly(65010L, 65010L);
      assertThat(route.med()).contains(50L);
      assertThat(route.nextHop()).isEqualTo("10.0.2.10");
    }

    relay.say("withdraw route 10.1.0.5/32 next-hop self as-path [ 65010 65010 ] med 50");

    for (RouteServer server : fabric.routeServers()) {
      server.awaitNoRoute(fabric.vm1(), Fabric.VIP);
      assertThat(server.events(fabric.vm1(), Fabric.VIP))
          .containsExactly(RouteEvent.ADDED, RouteEvent.REMOVED);
      assertThat(server.updates(fabric.vm1())).isEqualTo(1);
      assertThat(server.withdraws(fabric.vm1())).isEqualTo(1);
    }
    assertThat(exaBgp.routeCommands()).hasSize(2);
    assertThat(relay.answers()).contains("neighbor 10.0.1.4 up", "done");
  }

  @EveryExaBgp
  @DisplayName("the route of a dead helper stays, and goes with ExaBGP")
  void routeOfDeadHelper(ExaBgpVersion version, Fabric fabric) {
    Relay relay = Relay.in(fabric);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, ExaBgpConfig.of(relay.command()));
    relay.say("announce route 10.1.0.5/32 next-hop self");
    fabric.routeServers().forEach(server -> server.awaitRoute(fabric.vm1(), Fabric.VIP));

    long helper = exaBgp.awaitHelper();
    Signal.KILL.send(helper);
    exaBgp.awaitNewHelper(helper);
    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.route(fabric.vm1(), Fabric.VIP)).isPresent();
    }

    exaBgp.signal(Signal.KILL);
    fabric.routeServers().forEach(server -> server.awaitNoRoute(fabric.vm1(), Fabric.VIP));
    Await.until("no orphan", () -> fabric.vm1().namespace().pids().isEmpty());
  }

  @EveryExaBgp
  @DisplayName("nothing is left behind when a fabric is closed")
  void nothingLeft(ExaBgpVersion version, Fabric fabric) {
    ExaBgp exaBgp = ExaBgp.start(fabric, version, ExaBgpConfig.of(List.of(sleep(), "1000")));
    long helper = exaBgp.awaitHelper();

    fabric.close();

    assertThat(fabric.vm1().namespace().pids()).isEmpty();
    assertThat(ProcessHandle.of(exaBgp.pid())).isEmpty();
    assertThat(ProcessHandle.of(helper)).isEmpty();
  }

  private static String sleep() {
    return io.exavip.it.fabric.Exec.run("sh", "-c", "command -v sleep").strip();
  }
}
