package io.exavip.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Exec;
import io.exavip.it.fabric.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code exavip vip} on the interfaces of a namespace of its own. */
class VipIT {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String VIP = "10.1.0.5/32";
  private static final String VIP6 = "2001:db8::6/128";

  @TempDir Path folder;

  private Namespace namespace;

  @BeforeEach
  void open() {
    long pid = ProcessHandle.current().pid();
    namespace = Namespace.create("exv" + pid + "-" + NEXT.incrementAndGet() + "-vip");
  }

  @AfterEach
  void close() {
    namespace.close();
  }

  @Test
  void upPutsTheVipsOnLoopback() {
    Exec.Result result = vip("up", "--ip", VIP, "--ip", VIP6);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output().lines())
        .containsExactly(row(VIP, "added", "lo"), row(VIP6, "added", "lo"));
    assertThat(addresses("lo")).contains("inet " + VIP, "inet6 " + VIP6);
  }

  @Test
  void aBareAddressIsAHostAddress() {
    assertThat(vip("up", "--ip", "10.1.0.5").exitCode()).isZero();

    assertThat(addresses("lo")).contains("inet " + VIP);
  }

  @Test
  void upASecondTimeChangesNothing() {
    vip("up", "--ip", VIP, "--ip", VIP6);
    List<String> before = addresses("lo");

    Exec.Result result = vip("up", "--ip", VIP, "--ip", VIP6);

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines()).allMatch(line -> line.contains("there already"));
    assertThat(addresses("lo")).isEqualTo(before);
  }

  @Test
  void downTakesTheVipsOffAndNothingElse() {
    namespace.ip("address", "add", "10.1.0.9/32", "dev", "lo");
    List<String> before = addresses("lo");
    vip("up", "--ip", VIP, "--ip", VIP6);
    assertThat(addresses("lo")).contains("inet " + VIP, "inet6 " + VIP6);

    Exec.Result result = vip("down", "--ip", VIP, "--ip", VIP6);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output().lines())
        .containsExactly(row(VIP, "removed", "lo"), row(VIP6, "removed", "lo"));
    assertThat(addresses("lo")).isEqualTo(before);
  }

  @Test
  void downWithoutTheVipChangesNothing() {
    Exec.Result result = vip("down", "--ip", VIP);

    assertThat(result.exitCode()).isZero();
    assertThat(result.output().lines()).containsExactly(row(VIP, "not there", "lo"));
  }

  @Test
  void downLeavesTheSameAddressWithAnotherLength() {
    namespace.ip("address", "add", "10.1.0.5/24", "dev", "lo");

    Exec.Result result = vip("down", "--ip", VIP);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output().lines()).containsExactly(row(VIP, "left", "lo, as /24"));
    assertThat(addresses("lo")).contains("inet 10.1.0.5/24");
  }

  @Test
  void showSaysWhichVipIsMissing() {
    vip("up", "--ip", VIP);

    Exec.Result result = vip("show", "--ip", VIP, "--ip", VIP6);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output().lines())
        .containsExactly(row(VIP, "up", "lo"), row(VIP6, "missing", ""));
  }

  @Test
  void showSucceedsWhenAllVipsAreUp() {
    vip("up", "--ip", VIP, "--ip", VIP6);

    assertThat(vip("show", "--ip", VIP, "--ip", VIP6).exitCode()).isZero();
  }

  @Test
  void showSaysThatTheInterfaceIsDown() {
    vip("up", "--ip", VIP);
    namespace.ip("link", "set", "lo", "down");

    Exec.Result result = vip("show", "--ip", VIP);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output().lines()).containsExactly(row(VIP, "down", "lo (which is down)"));
  }

  @Test
  void anotherInterfaceIsUsedWhenNamed() {
    bridge();

    Exec.Result result = vip("up", "--interface", "br0", "--ip", VIP, "--ip", VIP6);

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(addresses("br0")).contains("inet " + VIP, "inet6 " + VIP6);
    assertThat(addresses("lo")).noneMatch(line -> line.contains("10.1.0.5"));
  }

  @Test
  void showFindsTheVipOnWhateverInterface() {
    bridge();
    vip("up", "--interface", "br0", "--ip", VIP);

    assertThat(vip("show", "--ip", VIP).output().lines()).containsExactly(row(VIP, "up", "br0"));
    assertThat(vip("show", "--interface", "lo", "--ip", VIP).output().lines())
        .containsExactly(row(VIP, "missing", ""));
  }

  @Test
  void aMissingInterfaceIsMadeOrTheKernelIsSaidToHaveNone() {
    boolean dummies =
        Exec.attempt("ip", "-n", namespace.name(), "link", "add", "probe0", "type", "dummy")
                .exitCode()
            == 0;

    Exec.Result result = vip("up", "--interface", "vip0", "--ip", VIP);

    if (dummies) {
      assertThat(result.exitCode()).as(result.output()).isZero();
      assertThat(result.output().lines()).containsExactly(row(VIP, "added", "vip0"));
      assertThat(addresses("vip0")).contains("inet " + VIP);
    } else {
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.output().lines())
          .singleElement()
          .asString()
          .startsWith("exavip: vip up: there is no interface vip0 and it cannot be made")
          .contains("no dummy devices");
    }
  }

  @Test
  void theVipsOfAllServicesOfAFileAreTaken() throws IOException {
    Path file =
        file(
            """
            services:
              web:
                ip: [10.1.0.5/32, "2001:db8::6/128"]
                tcp: 127.0.0.1:80
              net:
                ip: 10.2.0.0/24
                tcp: 127.0.0.1:80
            """);

    Exec.Result result = vip("up", "--config", file.toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output().lines())
        .containsExactly(
            "10.2.0.0/24: not one address: left alone",
            row(VIP, "added", "lo"),
            row(VIP6, "added", "lo"));
    assertThat(addresses("lo")).contains("inet " + VIP, "inet6 " + VIP6);
  }

  @Test
  void aFileOfCommentsAloneIsNothingToDo() throws IOException {
    List<String> before = addresses("lo");

    Exec.Result result = vip("up", "--config", file("# services:\n").toString());

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output()).contains("nothing is configured yet: nothing to do");
    assertThat(addresses("lo")).isEqualTo(before);
  }

  @Test
  void aBrokenFileIsBadInput() throws IOException {
    Exec.Result result = vip("up", "--config", file("services: {web: {pi: 1}}\n").toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output().lines()).singleElement().asString().contains("pi: unknown key");
  }

  @Test
  void withoutThePrivilegeOneLineSaysWhichItNeeds() {
    List<String> command =
        Stream.concat(
                Stream.of("setpriv", "--bounding-set=-net_admin", "--inh-caps=-net_admin"),
                Subject.command("vip", "up", "--ip", VIP).stream())
            .toList();

    Exec.Result result = namespace.run(command.toArray(String[]::new));

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output().lines())
        .containsExactly(
            "exavip: vip up: cannot put 10.1.0.5/32 on lo: it needs root or CAP_NET_ADMIN");
  }

  @Test
  void aNetworkIsNoVip() {
    Exec.Result result = vip("up", "--ip", "10.1.0.0/24");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output().lines())
        .singleElement()
        .asString()
        .contains("--ip: '10.1.0.0/24'", "allowed");
  }

  @Test
  void anUnknownActionIsBadInput() {
    Exec.Result result = vip("sideways", "--ip", VIP);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output().lines())
        .containsExactly("exavip: vip: 'sideways': none of them; allowed: up, down or show");
  }

  @Test
  void anOptionIsNoNameOfAnInterface() {
    Exec.Result result = vip("up", "--ip", VIP, "--interface=-all");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output().lines()).singleElement().asString().contains("--interface: '-all'");
  }

  private void bridge() {
    namespace.ip("link", "add", "br0", "type", "bridge");
    namespace.ip("link", "set", "br0", "up");
  }

  private Exec.Result vip(String... arguments) {
    String[] all = Stream.concat(Stream.of("vip"), Stream.of(arguments)).toArray(String[]::new);
    return namespace.run(Subject.command(all).toArray(String[]::new));
  }

  /** Family and prefix of each address, as {@code ip} writes them. */
  private List<String> addresses(String device) {
    return namespace
        .ip("-oneline", "address", "show", "dev", device)
        .lines()
        .map(line -> line.replaceFirst("^\\d+: \\S+\\s+(inet6?) (\\S+).*", "$1 $2"))
        .toList();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("exavip.yaml"), text);
  }

  private static String row(String vip, String state, String places) {
    return String.format("%-20s  %-13s  %s", vip, state, places).stripTrailing();
  }
}
