package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.RouteServer;
import io.exavip.it.fabric.WebApp;
import org.junit.jupiter.api.DisplayName;

/** The route follows the health of the web app. */
class FollowHealthIT {

  @EveryExaBgp
  @DisplayName(
      "the route of a healthy app stands on both route servers with the local AS as its path")
  void healthyApp(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(VIP, app));

    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.awaitRoute(fabric.vm1(), VIP).asPath()).containsExactly(65010L);
    }
  }

  @EveryExaBgp
  @DisplayName("the route of a secondary carries the prepended AS path that was asked for")
  void prependedPath(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(VIP, app, "--as-path", "65010 65010 65010"));

    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.awaitRoute(fabric.vm1(), VIP).asPath())
          .containsExactly(65010L, 65010L, 65010L);
    }
  }

  @EveryExaBgp
  @DisplayName("an app that is sick from the start gets no route")
  void sickFromTheStart(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    app.answer500();
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app));

    Await.until("state DOWN", () -> Watch.state(exaBgp).equals("DOWN"));
    assertThat(fabric.changes(VIP)).allSatisfy(changes -> assertThat(changes).isEmpty());
  }

  @EveryExaBgp
  @DisplayName("the route goes when the app answers 500 and comes back when it answers 200")
  void answers500(ExaBgpVersion version, Fabric fabric) {
    WebApp app = healthy(version, fabric);

    app.answer500();
    fabric.awaitNoRoute(VIP);

    app.answerOk();
    fabric.awaitRoute(VIP);
  }

  @EveryExaBgp
  @DisplayName("the route goes when the app hangs and comes back when it answers again")
  void hangs(ExaBgpVersion version, Fabric fabric) {
    WebApp app = healthy(version, fabric, "--timeout", "10s");

    app.hang();
    fabric.awaitNoRoute(VIP);

    app.answerOk();
    fabric.awaitRoute(VIP);
  }

  @EveryExaBgp
  @DisplayName("the route goes when the app is killed and comes back when it is started again")
  void killed(ExaBgpVersion version, Fabric fabric) {
    WebApp app = healthy(version, fabric);

    app.crash();
    fabric.awaitNoRoute(VIP);

    app.comeBack();
    fabric.awaitRoute(VIP);
  }

  @EveryExaBgp
  @DisplayName("the log tells when ExaBGP took a route, and after which time")
  void toldWhenTaken(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.service(VIP, app));

    Await.until(
        "the line in the log",
        () ->
            exaBgp.helperLog().stream()
                .anyMatch(
                    line -> line.matches(".*: ExaBGP took after [\\d.]+ ms: announce route .*")));
  }

  @EveryExaBgp
  @DisplayName("the route follows also where ExaBGP gives no answers")
  void withoutAcks(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(VIP, app).withoutAcks());
    fabric.awaitRoute(VIP);

    app.answer500();
    fabric.awaitNoRoute(VIP);

    app.answerOk();
    fabric.awaitRoute(VIP);
  }

  private static WebApp healthy(ExaBgpVersion version, Fabric fabric, String... options) {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(VIP, app, options));
    fabric.awaitRoute(VIP);
    return app;
  }
}
