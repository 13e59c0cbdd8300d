package io.exavip.it;

import static io.exavip.it.fabric.Fabric.VIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.Program;
import io.exavip.it.fabric.RouteServer;
import io.exavip.it.fabric.Vm;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

/** What {@code exavip conf} writes does in ExaBGP what it says. */
class TemplatesIT {

  @EveryExaBgp
  @DisplayName("the primary's VIP stands on both route servers with the local AS as its path")
  void primary(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp.start(fabric, 3000);

    start(fabric, version, "primary");

    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.awaitRoute(fabric.vm1(), VIP).asPath()).containsExactly(65010L);
    }
  }

  @EveryExaBgp
  @DisplayName("the secondary's path is longer by three prepends")
  void secondary(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp.start(fabric, 3000);

    start(fabric, version, "secondary");

    for (RouteServer server : fabric.routeServers()) {
      assertThat(server.awaitRoute(fabric.vm1(), VIP).asPath())
          .containsExactly(65010L, 65010L, 65010L, 65010L);
    }
  }

  @EveryExaBgp
  @DisplayName("the VIP leaves both route servers when the app is sick")
  void sickApp(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp app = WebApp.start(fabric, 3000);
    start(fabric, version, "primary");
    fabric.awaitRoute(VIP);

    app.answer500();

    fabric.awaitNoRoute(VIP);
  }

  private static void start(Fabric fabric, ExaBgpVersion version, String role) throws IOException {
    version.require();
    Vm vm = fabric.vm1();
    Path file =
        Files.write(fabric.folder().resolve("exabgp.conf"), conf(fabric.folder(), vm, role));
    List<String> command =
        Stream.concat(version.command().stream(), Stream.of(file.toString())).toList();
    Map<String, String> environment = new HashMap<>(version.environment());
    environment.put("exabgp_daemon_user", "root");
    environment.put("exabgp_tcp_bind", "");
    environment.put("exabgp_api_cli", "false");
    fabric.closeLater(vm.namespace().start(fabric.folder(), "exabgp", command, environment));
  }

  private static List<String> conf(Path folder, Vm vm, String role) throws IOException {
    List<String> command =
        Subject.command(
            "conf",
            "--elsewhere",
            "--role",
            role,
            "--local-address",
            vm.address(),
            "--vip",
            VIP,
            "--url",
            "http://127.0.0.1:3000/",
            "--exavip",
            executable(folder).toString());
    try (Program program = Program.start(folder, "conf", command, Map.of())) {
      assertThat(program.awaitExit()).describedAs(program.stderr().toString()).isZero();
      return program.stdout();
    }
  }

  /** One file that runs the program, as it is once it is installed. */
  private static Path executable(Path folder) throws IOException {
    String command =
        Subject.command().stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ", "#!/bin/sh\nexec ", " \"$@\"\n"));
    Path file = Files.writeString(folder.resolve("exavip"), command);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
