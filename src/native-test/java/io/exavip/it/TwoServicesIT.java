package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static io.exavip.it.fabric.RouteEvent.ADDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;

/** Two services with a VIP each in one process do not know each other. */
class TwoServicesIT {

  private static final String OTHER_VIP = "10.1.0.6/32";

  private static final String SERVICES =
      """
      defaults:
        interval: 300ms
        timeout: 10s
        start-limit: 5m
      services:
        web:
          ip: 10.1.0.5/32
          url: %s
        other:
          ip: [10.1.0.6/32]
          url: %s
      """;

  @EveryExaBgp
  @DisplayName("the route of the sick service goes while the other stands untouched")
  void oneIsSick(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp web = WebApp.start(fabric, 3000);
    WebApp other = WebApp.start(fabric, 3001);
    start(version, fabric, web, other);

    other.answer500();
    fabric.awaitNoRoute(OTHER_VIP);

    fabric.awaitRoute(VIP);
    assertThat(fabric.changes(VIP))
        .allSatisfy(changes -> assertThat(changes).containsExactly(ADDED));
  }

  @EveryExaBgp
  @DisplayName("a service that hangs does not keep the other from going and coming back")
  void oneHangs(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp web = WebApp.start(fabric, 3000);
    WebApp other = WebApp.start(fabric, 3001);
    start(version, fabric, web, other);
    web.hang();
    fabric.awaitNoRoute(VIP);

    other.crash();
    fabric.awaitNoRoute(OTHER_VIP);
    other.comeBack();
    fabric.awaitRoute(OTHER_VIP);

    assertThat(fabric.hasRoute(VIP)).isFalse();
  }

  private static void start(ExaBgpVersion version, Fabric fabric, WebApp web, WebApp other)
      throws IOException {
    fabric.vm1().addVip(OTHER_VIP);
    Path file = fabric.folder().resolve("exavip.yaml");
    Files.writeString(file, SERVICES.formatted(web.url(), other.url()));
    ExaBgp.start(fabric, version, Watch.file(file));
    fabric.awaitRoute(VIP);
    fabric.awaitRoute(OTHER_VIP);
  }
}
