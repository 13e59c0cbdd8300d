package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.EveryExaBgp;
import io.exavip.it.fabric.ExaBgp;
import io.exavip.it.fabric.ExaBgpVersion;
import io.exavip.it.fabric.Exec;
import io.exavip.it.fabric.Fabric;
import io.exavip.it.fabric.WebApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** The doctor on a VM of the set-up, looking at the file that real ExaBGP runs. */
class DoctorIT {

  @EveryExaBgp
  @DisplayName("a VM that works has neither errors nor warnings")
  void nothingToMend(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(Fabric.VIP, app));
    fabric.awaitRoute(Fabric.VIP);

    Exec.Result result = doctor(version, fabric, "--probe", "--vnet", "10.0.0.0/16");

    assertThat(result.output()).contains("exabgp.conf: no errors, no warnings");
    assertThat(result.exitCode()).isZero();
  }

  @EveryExaBgp
  @DisplayName("a VIP that was taken off its interface is an error")
  void vipGone(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(Fabric.VIP, app));
    fabric.vm1().namespace().ip("addr", "del", Fabric.VIP, "dev", "lo");

    Exec.Result result = doctor(version, fabric);

    assertThat(result.output())
        .contains("10.1.0.5/32 is on no interface", "fix: ip addr add 10.1.0.5/32 dev lo");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @EveryExaBgp
  @DisplayName("an interface that is down is an error")
  void linkDown(ExaBgpVersion version, Fabric fabric) throws IOException {
    WebApp app = WebApp.start(fabric, 3000);
    ExaBgp.start(fabric, version, Watch.service(Fabric.VIP, app));
    fabric.vm1().namespace().ip("link", "set", "eth0", "down");

    Exec.Result result = doctor(version, fabric);

    assertThat(result.output()).contains("local-address 10.0.2.10: eth0 is down");
    assertThat(result.exitCode()).isEqualTo(1);
  }

  /** Runs the doctor in the VM, where {@code exabgp} is the wanted version. */
  private static Exec.Result doctor(ExaBgpVersion version, Fabric fabric, String... more)
      throws IOException {
    Path folder = Files.createDirectories(fabric.folder().resolve("bin"));
    List<String> environment = new ArrayList<>(List.of("env", "exabgp_daemon_user=root"));
    version.environment().forEach((name, value) -> environment.add(name + "=" + value));
    Path exabgp =
        Files.writeString(
            folder.resolve("exabgp"),
            "#!/bin/sh\nexec " + String.join(" ", version.command()) + " \"$@\"\n");
    Files.setPosixFilePermissions(exabgp, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command = new ArrayList<>(environment);
    List<String> arguments =
        new ArrayList<>(List.of("doctor", fabric.folder().resolve("exabgp.conf").toString(), "-v"));
    arguments.addAll(List.of("--exabgp", exabgp.toString()));
    arguments.addAll(List.of(more));
    command.addAll(Subject.command(arguments.toArray(String[]::new)));
    return fabric.vm1().namespace().run(command.toArray(String[]::new));
  }
}
