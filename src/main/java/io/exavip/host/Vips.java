package io.exavip.host;

import io.exavip.route.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * VIPs on the interfaces of this machine. Touches the addresses it is told and no other; whatever
 * is as wanted already stays untouched.
 */
public final class Vips {
  private final List<Prefix> vips;
  private final IpCommand ip = new IpCommand();

  /**
   * How a VIP stands after what was done.
   *
   * @param vip the VIP
   * @param state one word or a few: added, removed, up …
   * @param places the interfaces concerned, with what is wrong about them; may be empty
   * @param good false if the VIP is not as it was wanted
   */
  public record Outcome(Prefix vip, String state, String places, boolean good) {}

  /**
   * Looks after VIPs.
   *
   * @param vips host addresses: /32 or /128
   */
  public Vips(List<Prefix> vips) {
    this.vips = List.copyOf(vips);
  }

  /**
   * Whether a prefix is one address, which alone can be put on an interface.
   *
   * @param prefix the prefix
   * @return true for an IPv4 /32 and an IPv6 /128
   */
  public static boolean isHost(Prefix prefix) {
    return prefix.length() == prefix.address().getAddress().length * 8;
  }

  /**
   * Puts the VIPs on an interface, which is made as a dummy device if there is none of that name.
   *
   * @param device the name of the interface
   * @return an outcome for each VIP; not good while the interface is down
   * @throws VipException if one cannot be put there
   */
  public List<Outcome> up(String device) {
    if (vips.isEmpty()) {
      return List.of();
    }
    Optional<Device> found = named(device);
    if (found.isEmpty()) {
      ip.addDummy(device);
      found = named(device);
    }
    Device on = found.orElseThrow(() -> new VipException("the interface " + device + " is gone"));
    List<Outcome> outcomes = new ArrayList<>();
    for (Prefix vip : vips) {
      boolean there = on.address(vip).isPresent();
      if (!there) {
        ip.add(vip, device);
      }
      outcomes.add(new Outcome(vip, there ? "there already" : "added", place(on), on.up()));
    }
    return outcomes;
  }

  /**
   * Takes the VIPs off an interface. The interface stays, and so does an address with another
   * prefix length: somebody else put it there.
   *
   * @param device the name of the interface
   * @return an outcome for each VIP
   * @throws VipException if one cannot be taken off
   */
  public List<Outcome> down(String device) {
    Optional<Device> on = named(device);
    List<Outcome> outcomes = new ArrayList<>();
    for (Prefix vip : vips) {
      Optional<Device.Address> there = on.flatMap(d -> d.address(vip));
      boolean ours = on.isPresent() && on.get().addresses().stream().anyMatch(a -> a.is(vip));
      if (ours) {
        ip.remove(vip, device);
        outcomes.add(new Outcome(vip, "removed", device, true));
      } else if (there.isPresent()) {
        outcomes.add(new Outcome(vip, "left", device + ", as /" + there.get().length(), false));
      } else {
        outcomes.add(new Outcome(vip, "not there", device, true));
      }
    }
    return outcomes;
  }

  /**
   * Looks where the VIPs are.
   *
   * @param device only on the interface of this name; empty: on any
   * @return an outcome for each VIP: good if it is on an interface that is up
   * @throws VipException if the interfaces cannot be listed
   */
  public List<Outcome> show(Optional<String> device) {
    List<Device> devices =
        ip.devices().stream().filter(d -> device.map(d.name()::equals).orElse(true)).toList();
    return vips.stream().map(vip -> look(vip, devices)).toList();
  }

  private static Outcome look(Prefix vip, List<Device> devices) {
    List<String> places = new ArrayList<>();
    boolean good = false;
    for (Device device : devices) {
      Optional<Device.Address> address = device.address(vip);
      if (address.isPresent()) {
        boolean usable = address.get().usable();
        places.add(place(device) + (usable ? "" : " (duplicate, or not yet checked)"));
        good |= device.up() && usable;
      }
    }
    String state = places.isEmpty() ? "missing" : good ? "up" : "down";
    return new Outcome(vip, state, String.join(", ", places), good);
  }

  private Optional<Device> named(String device) {
    return ip.devices().stream().filter(d -> d.name().equals(device)).findFirst();
  }

  private static String place(Device device) {
    return device.up() ? device.name() : device.name() + " (which is down)";
  }
}
