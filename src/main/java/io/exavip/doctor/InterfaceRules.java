package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.host.Host;
import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses of this host: the VIP and the local address are there, and do not collide. */
final class InterfaceRules implements Rule {
  /** An address and the interface that has it. */
  private record Placed(Host.Interface device, Host.Address address) {}

  @Override
  public List<Finding> check(Subject subject) {
    List<Placed> placed = new ArrayList<>();
    for (Host.Interface device : subject.host().interfaces()) {
      device.addresses().forEach(address -> placed.add(new Placed(device, address)));
    }
    List<Finding> findings = new ArrayList<>();
    Set<InetAddress> said = new HashSet<>();
    for (Neighbor neighbor : subject.neighbors()) {
      neighbor
          .localAddress()
          .filter(said::add)
          .ifPresent(address -> findings.addAll(local(subject, neighbor, address, placed)));
    }
    for (ExavipProcess exavip : subject.exavips()) {
      Where where = subject.at(exavip.section().runLine());
      for (Prefix vip : exavip.vips()) {
        vip(vip, where, placed).ifPresent(findings::add);
        findings.addAll(inside(subject, vip, where, placed));
      }
    }
    return findings;
  }

  private static List<Finding> local(
      Subject subject, Neighbor neighbor, InetAddress address, List<Placed> placed) {
    Where where = subject.at(neighbor.lineOf("local-address"));
    String text = IpLiteral.text(address);
    Optional<Placed> here =
        placed.stream().filter(p -> p.address().address().equals(address)).findFirst();
    if (here.isEmpty()) {
      return List.of(
          Finding.error(
              "local-address",
              where,
              "local-address " + text + " is on no interface of this host: no session comes up",
              "write an address of this host: local-address ...;"));
    }
    if (!here.get().device().up()) {
      return List.of(
          Finding.error(
              "local-address",
              where,
              "local-address " + text + ": " + here.get().device().name() + " is down",
              "ip link set " + here.get().device().name() + " up"));
    }
    return List.of();
  }

  private static Optional<Finding> vip(Prefix vip, Where where, List<Placed> placed) {
    List<Placed> here = placed.stream().filter(p -> vip.contains(p.address().address())).toList();
    if (here.isEmpty()) {
      return Optional.of(
          Finding.error(
              "vip-address",
              where,
              vip + " is on no interface of this host: its packets are not taken in",
              "ip addr add " + vip + " dev lo"));
    }
    if (here.stream().noneMatch(p -> p.device().up())) {
      String name = here.get(0).device().name();
      return Optional.of(
          Finding.error(
              "vip-address",
              where,
              vip + " is on " + name + ", which is down: its packets are not taken in",
              "ip link set " + name + " up"));
    }
    return Optional.empty();
  }

  /** Unless it is in a network of which that is known already. */
  private static List<Finding> inside(
      Subject subject, Prefix vip, Where where, List<Placed> placed) {
    if (NetworkRules.around(subject, vip).isPresent()) {
      return List.of();
    }
    Set<InetAddress> locals = new HashSet<>();
    subject.neighbors().forEach(n -> n.localAddress().ifPresent(locals::add));
    return placed.stream()
        .filter(p -> locals.contains(p.address().address()) && !p.device().loopback())
        .map(p -> network(p.address()))
        .filter(network -> network.length() < bits(network) && network.contains(vip))
        .findFirst()
        .map(
            network ->
                Finding.error(
                    "vip-in-vnet",
                    where,
                    vip + " is in " + network + ", the network of the VM" + NetworkRules.WHY,
                    NetworkRules.MEND))
        .stream()
        .toList();
  }

  private static Prefix network(Host.Address address) {
    byte[] bytes = address.address().getAddress();
    int bits = bytes.length * 8;
    BigInteger mask =
        BigInteger.ONE
            .shiftLeft(address.prefixLength())
            .subtract(BigInteger.ONE)
            .shiftLeft(bits - address.prefixLength());
    byte[] masked = new BigInteger(1, bytes).and(mask).toByteArray();
    byte[] network = new byte[bytes.length];
    int length = Math.min(masked.length, network.length);
    System.arraycopy(masked, masked.length - length, network, network.length - length, length);
    try {
      return new Prefix(InetAddress.getByAddress(network), address.prefixLength());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is always accepted", e);
    }
  }

  private static int bits(Prefix prefix) {
    return prefix.isIpv4() ? 32 : 128;
  }
}
