package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpConfig;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;

/** What a predecessor of the helper leaves behind in ExaBGP's pipes. */
class PredecessorIT {
  private static final String OTHER = "10.66.0.0/16";

  @EveryExaBgp
  @DisplayName("half a line of a predecessor is not carried out, and the routes follow the app")
  void halfLine(ExaBgpVersion version, Fabric fabric) {
    follows(version, fabric, "printf 'announce route " + OTHER + " next-hop self'");
  }

  @EveryExaBgp
  @DisplayName("answers to a predecessor's commands are not taken for ours")
  void lateAnswers(ExaBgpVersion version, Fabric fabric) {
    follows(
        version,
        fabric,
        "for i in 1 2 3; do echo nonsense; echo 'withdraw route 10.66.0.1/32 next-hop self'; done;"
            + " printf 'withdraw route 10.66'");
  }

  private static void follows(ExaBgpVersion version, Fabric fabric, String predecessor) {
    WebApp app = WebApp.start(fabric, 3000);
    Path second = fabric.folder().resolve("second");
    String command =
        Watch.service(VIP, app).helper().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path script =
        write(
            fabric.folder().resolve("helper"),
            "mkdir " + second + " 2>/dev/null && { " + predecessor + "; exit; }\nexec " + command);
    ExaBgp exaBgp =
        ExaBgp.start(fabric, version, ExaBgpConfig.of(List.of("/bin/sh", script.toString())));

    fabric.awaitRoute(VIP);
    app.answer500();
    fabric.awaitNoRoute(VIP);
    app.answerOk();
    fabric.awaitRoute(VIP);

    assertThat(exaBgp.routeCommands()).noneMatch(line -> line.startsWith("peer"));
    assertThat(fabric.changes(OTHER)).allSatisfy(changes -> assertThat(changes).isEmpty());
    assertThat(exaBgp.isAlive()).isTrue();
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
