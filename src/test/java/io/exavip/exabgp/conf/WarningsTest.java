package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.Prefix;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarningsTest {
  @TempDir Path folder;

  @Test
  void theDocumentedSetUpHasNone() {
    assertThat(warnings(new Vm("10.0.2.10", "10.1.0.5", true), Given.PRIMARY)).isEmpty();
    assertThat(Given.elsewhere(Given.SECONDARY).warnings()).isEmpty();
  }

  @Test
  void anotherHostsAddressIsToldWithWhatWouldHappen() {
    assertThat(warnings(new Vm("10.0.2.99", "10.1.0.5", true), Given.PRIMARY))
        .singleElement()
        .asString()
        .startsWith("--local-address 10.0.2.10: ")
        .contains("no session would come up");
  }

  @Test
  void aVipOnNoInterfaceIsToldWithTheCommandThatMendsIt() {
    assertThat(warnings(new Vm("10.0.2.10", "10.1.0.9", true), Given.PRIMARY))
        .singleElement()
        .asString()
        .contains("ip addr add 10.1.0.5/32 dev lo");
  }

  @Test
  void aMissingExecutableIsTold() {
    assertThat(warnings(new Vm("10.0.2.10", "10.1.0.5", false), Given.PRIMARY))
        .singleElement()
        .asString()
        .startsWith("--exavip /usr/bin/exavip: no such program");
  }

  @Test
  void aConfigFileThatIsNotThereYetIsTold() {
    String[] more = {"--vip", "-", "--url", "-", "--config", "/nowhere/exavip.yaml"};

    assertThat(warnings(new Vm("10.0.2.10", "10.1.0.5", true), Given.PRIMARY, more))
        .containsExactly("--config /nowhere/exavip.yaml: not there yet: nothing is announced");
  }

  @Test
  void oneRouteServerAloneIsTold() {
    assertThat(Given.elsewhere(Given.PRIMARY, "--route-server", "10.0.1.4").warnings())
        .singleElement()
        .asString()
        .startsWith("--route-server: only one");
  }

  @ParameterizedTest
  @CsvSource({"3, true", "8, true", "9, false", "180, false", "181, true", "65535, true"})
  void anUnusualHoldTimeIsTold(String seconds, boolean told) {
    assertThat(Given.elsewhere(Given.PRIMARY, "--hold-time", seconds).warnings())
        .hasSize(told ? 1 : 0);
  }

  @Test
  void aPrimaryWithPrependsIsTold() {
    assertThat(Given.elsewhere(Given.PRIMARY, "--prepend", "2").warnings())
        .singleElement()
        .asString()
        .contains("the secondary needs more than that");
  }

  @Test
  void anUnknownVnetIsTold() {
    assertThat(Given.elsewhere(Given.PRIMARY, "--local-address", "172.16.0.10").warnings())
        .singleElement()
        .asString()
        .startsWith("--vnet is not given");
  }

  @Test
  void aPasswordThatAzureCannotBeToldIsTold() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "secret");

    assertThat(Given.elsewhere(Given.PRIMARY, "--md5-password-file", file.toString()).warnings())
        .singleElement()
        .asString()
        .contains("Azure Route Server has no setting for a password");
  }

  private static List<String> warnings(ConfHost host, List<String> base, String... more) {
    return Conf.of(Given.options(base, more), Optional.of(host), Map.of(), List.of()).warnings();
  }

  /** A host with two addresses, and with exavip or without. */
  private record Vm(String address, String vip, boolean hasExavip) implements ConfHost {
    @Override
    public boolean has(InetAddress wanted) {
      return wanted.getHostAddress().equals(address);
    }

    @Override
    public boolean hasAddressIn(Prefix prefix) {
      return new Network(prefix).holds(Prefix.parse(vip));
    }

    @Override
    public boolean canExecute(Path file) {
      return hasExavip;
    }
  }
}
