package io.exavip.it.fabric;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The configuration of an ExaBGP with one helper process and both route servers as neighbours.
 *
 * @param helper command line of the helper
 * @param holdTime hold time of both sessions in seconds
 * @param acks whether ExaBGP answers the helper's commands
 */
public record ExaBgpConfig(List<String> helper, int holdTime, boolean acks) {

  /** The name of the helper in the configuration and in ExaBGP's log. */
  public static final String PROCESS = "exavip";

  /**
   * The usual configuration: hold time 30 s, commands are answered.
   *
   * @param helper command line of the helper
   * @return the configuration
   */
  public static ExaBgpConfig of(List<String> helper) {
    return new ExaBgpConfig(List.copyOf(helper), 30, true);
  }

  /**
   * The same with another hold time.
   *
   * @param seconds at least 3
   * @return the changed configuration
   */
  public ExaBgpConfig withHoldTime(int seconds) {
    return new ExaBgpConfig(helper, seconds, acks);
  }

  /**
   * The same with {@code exabgp.api.ack=false}.
   *
   * @return the changed configuration
   */
  public ExaBgpConfig withoutAcks() {
    return new ExaBgpConfig(helper, holdTime, false);
  }

  String text(Vm vm, List<RouteServer> routeServers) {
    String process =
        """
        process %s {
          run %s;
          encoder text;
        }
        """
            .formatted(PROCESS, helper.stream().map(ExaBgpConfig::quote).collect(joined()));
    return process + routeServers.stream().map(peer -> neighbor(vm, peer)).collect(joined());
  }

  private String neighbor(Vm vm, RouteServer peer) {
    return """
    neighbor %s {
      router-id %s;
      local-address %s;
      local-as %d;
      peer-as %d;
      hold-time %d;
      family { ipv4 unicast; }
      capability { route-refresh enable; }
      api { processes [ %s ]; neighbor-changes; }
    }
    """
        .formatted(
            peer.address(), vm.address(), vm.address(), Vm.AS, RouteServer.AS, holdTime, PROCESS);
  }

  private static String quote(String word) {
    if (word.contains("\"")) {
      throw new IllegalArgumentException("not for ExaBGP's configuration: " + word);
    }
    return '"' + word + '"';
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(" ");
  }
}
