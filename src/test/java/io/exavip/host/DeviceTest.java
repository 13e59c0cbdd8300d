package io.exavip.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.route.Prefix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
  private static final Prefix VIP = Prefix.parse("10.1.0.5/32");

  @Test
  void addressesAndStateOfAnInterfaceAreRead() {
    Device device = only(link("\"UP\",\"LOWER_UP\"", info("10.1.0.5", 32, "")));

    assertThat(device.name()).isEqualTo("lo");
    assertThat(device.up()).isTrue();
    assertThat(device.address(VIP)).get().matches(address -> address.is(VIP) && address.usable());
  }

  @Test
  void anInterfaceWithoutTheFlagIsDown() {
    assertThat(only(link("\"LOOPBACK\"", "")).up()).isFalse();
  }

  @Test
  void theAddressCountsWithAnotherLengthButIsNotTheVip() {
    Device device = only(link("\"UP\"", info("10.1.0.5", 24, "")));

    assertThat(device.address(VIP)).get().matches(address -> !address.is(VIP));
  }

  @Test
  void ipv6IsReadInItsLongForm() {
    Device device = only(link("\"UP\"", info("2001:db8:0:0:0:0:0:6", 128, "")));

    assertThat(device.address(Prefix.parse("2001:db8::6/128"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tentative", "dadfailed"})
  void anAddressThatIsNotYetTheMachinesOwnIsNotUsable(String flag) {
    Device device = only(link("\"UP\"", info("2001:db8::6", 128, ",\"" + flag + "\":true")));

    assertThat(device.addresses()).singleElement().matches(address -> !address.usable());
  }

  @Test
  void noAnswerIsNoInterface() {
    assertThat(Device.parse("")).isEmpty();
    assertThat(Device.parse("[{},{}]\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1: lo: <LOOPBACK,UP>", "[{\"ifname\":\"lo\"}]", "{}"})
  void anotherAnswerIsSaidToBeUnreadable(String text) {
    assertThatThrownBy(() -> Device.parse(text))
        .isInstanceOf(VipException.class)
        .hasMessageContaining("iproute2");
  }

  private static Device only(String json) {
    List<Device> devices = Device.parse(json);
    assertThat(devices).hasSize(1);
    return devices.get(0);
  }

  private static String link(String flags, String infos) {
    return "[{\"ifname\":\"lo\",\"flags\":[" + flags + "],\"addr_info\":[" + infos + "]}]";
  }

  private static String info(String local, int length, String more) {
    return "{\"family\":\"inet\",\"local\":\"" + local + "\",\"prefixlen\":" + length + more + "}";
  }
}
