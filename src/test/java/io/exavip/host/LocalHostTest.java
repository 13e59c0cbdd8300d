package io.exavip.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalHostTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir Path folder;

  private final LocalHost host = new LocalHost();

  @Test
  void theLoopbackDeviceIsUpAndHasItsAddress() {
    assertThat(host.interfaces())
        .filteredOn(device -> device.loopback() && device.up())
        .flatExtracting(Host.Interface::addresses)
        .contains(new Host.Address(HERE, 8));
  }

  @Test
  void theModeOfAFileHasItsTypeBits() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(host.status(file).orElseThrow().mode()).isEqualTo(0100640);
  }

  @Test
  void aMissingFileHasNoStatusAndNoText() {
    assertThat(host.status(folder.resolve("missing"))).isEmpty();
    assertThat(host.text(folder.resolve("missing"))).isEmpty();
    assertThat(host.files(folder.resolve("missing"))).isEmpty();
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    assertThat(host.real(link)).isEqualTo(file.toRealPath());
  }

  @Test
  void aCommandSaysItsOutputAndExitCode() {
    assertThat(
            host.run(
                List.of("sh", "-c", "echo a; echo b >&2; echo $C >&2; exit 3"), Map.of("C", "c")))
        .contains(new Host.Outcome(3, "a\nb\nc\n"));
  }

  @Test
  void aCommandThatIsNotThereHasNoOutcome() {
    assertThat(host.run(List.of("/no/such/program"), Map.of())).isEmpty();
  }

  @Test
  void anOpenPortIsNoProblem() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      InetSocketAddress to = new InetSocketAddress(HERE, server.getLocalPort());

      assertThat(host.connectProblem(HERE, to)).isEmpty();
    }
  }

  @Test
  void aClosedPortIsRefused() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
      port = server.getLocalPort();
    }

    assertThat(host.connectProblem(HERE, new InetSocketAddress(HERE, port)).orElseThrow())
        .contains("refused");
  }
}
