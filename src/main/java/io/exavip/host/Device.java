package io.exavip.host;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A network interface as {@code ip -json address show} tells of it.
 *
 * @param name its name
 * @param up whether it is up: addresses of an interface that is down do not answer
 * @param addresses those that are on it
 */
record Device(String name, boolean up, List<Address> addresses) {
  private static final JsonProvider JSON = JsonProvider.provider();

  /**
   * An address on an interface.
   *
   * @param ip the address
   * @param length its prefix length
   * @param usable false while IPv6 looks for a duplicate, and after it found one
   */
  record Address(InetAddress ip, int length, boolean usable) {
    boolean is(Prefix vip) {
      return ip.equals(vip.address()) && length == vip.length();
    }
  }

  Device {
    addresses = List.copyOf(addresses);
  }

  /** Whether the VIP's address is on it, with whatever prefix length. */
  Optional<Address> address(Prefix vip) {
    return addresses.stream().filter(address -> address.ip().equals(vip.address())).findFirst();
  }

  /**
   * Reads what {@code ip} printed.
   *
   * @throws VipException if it is something else
   */
  static List<Device> parse(String json) {
    String text = json.isBlank() ? "[]" : json;
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readArray().stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .filter(link -> link.containsKey("ifname"))
          .map(Device::device)
          .toList();
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new VipException("ip -json address show: its answer cannot be read; update iproute2");
    }
  }

  private static Device device(JsonObject link) {
    boolean up =
        link.getJsonArray("flags").getValuesAs(JsonString::getString).stream()
            .anyMatch("UP"::equals);
    List<Address> addresses =
        link.getJsonArray("addr_info").getValuesAs(JsonObject.class).stream()
            .flatMap(info -> address(info).stream())
            .toList();
    return new Device(link.getString("ifname"), up, addresses);
  }

  private static Optional<Address> address(JsonObject info) {
    boolean usable = !isTrue(info, "tentative") && !isTrue(info, "dadfailed");
    return IpLiteral.parse(info.getString("local", ""))
        .map(ip -> new Address(ip, info.getInt("prefixlen"), usable));
  }

  private static boolean isTrue(JsonObject info, String key) {
    return JsonValue.TRUE.equals(info.get(key));
  }
}
