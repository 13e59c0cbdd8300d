package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Concurrently;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.FabricExtension;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** ExaBGP ends, with all its routes, when a helper ends more than five times in 64 seconds. */
@ExtendWith(FabricExtension.class)
class BrokenConfigurationIT {

  /** Longer than the 64 seconds in which ExaBGP counts the starts of a helper. */
  private static final Duration WATCHED = Duration.ofSeconds(70);

  private static final String GOOD =
      """
      defaults:
        interval: 300ms
      services:
        web:
          ip: 10.1.0.5/32
          url: %s
      """;

  @Test
  @DisplayName(
      "a broken configuration keeps ExaBGP running, is explained, and heals when corrected")
  void brokenThenCorrected(Fabric one, Fabric other) {
    Concurrently.run(
        () -> scenario(ExaBgpVersion.V4, one), () -> scenario(ExaBgpVersion.V5, other));
  }

  private static void scenario(ExaBgpVersion version, Fabric fabric) {
    WebApp app = WebApp.start(fabric, 3000);
    Path file = fabric.folder().resolve("exavip.yaml");
    write(file, GOOD.formatted(app.url()).replace("interval", "intervall"));
    ExaBgp exaBgp = ExaBgp.start(fabric, version, Watch.file(file));
    final long helper = exaBgp.awaitHelper();

    Await.always("ExaBGP " + version + " runs", WATCHED, exaBgp::isAlive);
    assertThat(exaBgp.awaitHelper()).isEqualTo(helper);
    assertThat(exaBgp.helperLog()).anyMatch(line -> line.contains("intervall"));
    assertThat(fabric.changes(VIP)).allSatisfy(changes -> assertThat(changes).isEmpty());

    write(file, GOOD.formatted(app.url()));
    fabric.awaitRoute(VIP);
    assertThat(exaBgp.isAlive()).isTrue();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
