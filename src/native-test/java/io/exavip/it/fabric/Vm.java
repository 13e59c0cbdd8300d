package io.exavip.it.fabric;

import java.nio.file.Path;

/**
 * A virtual machine of the fabric: a namespace that peers with both route servers.
 *
 * @param name its name, also that of BIRD's protocol for it
 * @param address its IPv4 address in the servers' subnet
 * @param namespace where its programs run
 * @param folder takes the files of its programs
 */
public record Vm(String name, String address, Namespace namespace, Path folder) {

  /** The AS number of all virtual machines. */
  public static final int AS = 65010;

  /**
   * Puts a virtual IP on the loopback device.
   *
   * @param prefix for example {@code 10.1.0.5/32}
   */
  public void addVip(String prefix) {
    namespace.ip("addr", "add", prefix, "dev", "lo");
  }
}
