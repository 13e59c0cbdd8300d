package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class ShortageTest {
  private static final String NO_DESCRIPTORS = "no descriptors left (limit on open files)";
  private static final String NO_PROCESS =
      "no process or thread can be started (limit on processes)";

  @Test
  void aSocketThatCannotBeMadeTellsNothingOfTheApp() {
    SocketException cause = new SocketException("Too many open files");

    assertThat(Shortage.outcome(new ChannelException("Failed to open a socket.", cause)))
        .isEqualTo(ProbeResult.notAsked(NO_DESCRIPTORS));
  }

  @Test
  void theWholeMachineMayBeWithoutDescriptors() {
    assertThat(Shortage.of(new IOException("Too many open files in system")))
        .hasValue("the machine has no descriptors left (fs.file-max)");
  }

  @Test
  void aCommandThatCannotBeStartedTellsNothingOfTheApp() {
    IOException cause = new IOException("error=11, Resource temporarily unavailable");

    assertThat(Shortage.of(new IOException("Cannot run program \"setsid\"", cause)))
        .hasValue(NO_PROCESS);
    assertThat(Shortage.of(new FileNotFoundException("/dev/null (Too many open files)")))
        .hasValue(NO_DESCRIPTORS);
    assertThat(Shortage.of(new OutOfMemoryError("unable to create native thread: ulimit")))
        .hasValue(NO_PROCESS);
  }

  @Test
  void aFileThatCannotBeOpenedMayBeOneTooMany() {
    assertThat(Shortage.of(new FileSystemException("/etc/hosts", null, "Too many open files")))
        .hasValue(NO_DESCRIPTORS);
  }

  @Test
  void aNameThatCouldNotBeLookedUpSaysWhy() {
    UnknownHostException error = new UnknownHostException("app.example.com");
    error.initCause(new SocketException("Too many open files"));

    assertThat(Shortage.outcome(error)).isEqualTo(ProbeResult.notAsked(NO_DESCRIPTORS));
  }

  @Test
  void buffersAndMemoryOfTheKernelMayBeUsedUp() {
    assertThat(Shortage.of(new SocketException("No buffer space available: /10.0.0.1:80")))
        .hasValue("no buffer space left for sockets");
    assertThat(Shortage.of(new IOException("error=12, Cannot allocate memory")))
        .hasValue("the machine has no memory left");
  }

  @Test
  void noLocalPortIsLeftWhereThereIsAWayToTheAddress() {
    assertThat(Shortage.outcome(noAddress("127.0.0.1:80"), InetAddress.getLoopbackAddress()))
        .isEqualTo(ProbeResult.notAsked("no local port left for connections"));
  }

  @Test
  void anAddressOfAFamilyThatThisMachineDoesNotHaveCannotBeReached() throws IOException {
    // No way leads there, as to ::1 where IPv6 is off; the documentation's prefix has none
    // anywhere.
    InetAddress nowhere = InetAddress.getByName("255.255.255.255");

    assertThat(Shortage.outcome(noAddress("255.255.255.255:80"), nowhere).isAsked()).isTrue();
  }

  @Test
  void whatAnAppSaysIsNoShortage() {
    assertThat(Shortage.of(new IllegalArgumentException("Too many open files"))).isEmpty();
    assertThat(Shortage.outcome(new ConnectException("Connection refused: /127.0.0.1:80")))
        .isEqualTo(ProbeResult.failure("connection refused"));
  }

  private static BindException noAddress(String target) {
    return new BindException("Cannot assign requested address: /" + target);
  }
}
