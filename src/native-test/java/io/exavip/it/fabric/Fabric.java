package io.exavip.it.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The network of one test: two route servers and a virtual machine, each with the addresses of the
 * real set-up, in namespaces of their own.
 *
 * <pre>
 *   namespace rs    bridge br0: route servers 10.0.1.4 and 10.0.1.5 (AS 65515), gateway 10.0.2.1
 *   namespace vm1   10.0.2.10 (AS 65010), VIP 10.1.0.5 on lo
 * </pre>
 */
public final class Fabric implements AutoCloseable {

  /** The virtual IP that stands on {@code lo} of the first virtual machine. */
  public static final String VIP = "10.1.0.5/32";

  private final Path folder;
  private final String name = TestRun.uniqueName();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Namespace center;
  private final List<RouteServer> routeServers = new ArrayList<>();
  private final Vm vm1;

  private Fabric(Path folder) {
    this.folder = folder;
    try {
      center = namespace("rs");
      center.ip("link", "add", "br0", "type", "bridge");
      for (String address : List.of("10.0.1.4/24", "10.0.1.5/24", "10.0.2.1/24")) {
        center.ip("addr", "add", address, "dev", "br0");
      }
      center.ip("link", "set", "br0", "up");
      vm1 = addVm("vm1", "10.0.2.10");
      vm1.addVip(VIP);
      for (String address : List.of("10.0.1.4", "10.0.1.5")) {
        routeServers.add(closeLater(RouteServer.start(center, folder, address, List.of(vm1))));
      }
      routeServers.forEach(RouteServer::awaitReady);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Builds the network and starts the route servers.
   *
   * @param folder takes all files of the test; it stays afterwards
   * @return the running fabric
   */
  public static Fabric create(Path folder) {
    if (!Exec.run("id", "-u").strip().equals("0")) {
      throw new IllegalStateException("the black-box tests make network namespaces: run as root");
    }
    try {
      return new Fabric(Files.createDirectories(folder).toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns where the files of this test are.
   *
   * @return logs, configurations and output of all programs
   */
  public Path folder() {
    return folder;
  }

  /**
   * Returns the first virtual machine.
   *
   * @return the one with the VIP
   */
  public Vm vm1() {
    return vm1;
  }

  /**
   * Returns both route servers.
   *
   * @return 10.0.1.4 and 10.0.1.5
   */
  public List<RouteServer> routeServers() {
    return List.copyOf(routeServers);
  }

  /**
   * Waits until a route of the first virtual machine stands on both route servers.
   *
   * @param prefix for example {@code 10.1.0.5/32}
   */
  public void awaitRoute(String prefix) {
    routeServers.forEach(server -> server.awaitRoute(vm1, prefix));
  }

  /**
   * Waits until a route of the first virtual machine is gone from both route servers.
   *
   * @param prefix for example {@code 10.1.0.5/32}
   */
  public void awaitNoRoute(String prefix) {
    routeServers.forEach(server -> server.awaitNoRoute(vm1, prefix));
  }

  /**
   * Says whether a route of the first virtual machine stands on any route server now.
   *
   * @param prefix for example {@code 10.1.0.5/32}
   * @return true when at least one has it
   */
  public boolean hasRoute(String prefix) {
    return routeServers.stream().anyMatch(server -> server.route(vm1, prefix).isPresent());
  }

  /**
   * Returns how a route of the first virtual machine has changed since the start; UPDATE messages
   * that changed nothing are left out.
   *
   * @param prefix for example {@code 10.1.0.5/32}
   * @return the changes on each route server
   */
  public List<List<RouteEvent>> changes(String prefix) {
    return routeServers.stream()
        .map(server -> server.events(vm1, prefix))
        .map(events -> events.stream().filter(event -> event != RouteEvent.IGNORED).toList())
        .toList();
  }

  /**
   * Hands a part over, to be closed with the fabric, last come first served.
   *
   * @param part something that runs in the fabric
   * @param <T> its kind
   * @return the part
   */
  public <T extends AutoCloseable> T closeLater(T part) {
    synchronized (parts) {
      parts.push(part);
    }
    return part;
  }

  /** Ends all programs and removes all namespaces; the folder stays. */
  @Override
  public void close() {
    synchronized (parts) {
      while (!parts.isEmpty()) {
        try {
          parts.pop().close();
        } catch (Exception e) {
          System.err.println("cleanup: " + e);
        }
      }
    }
  }

  private Vm addVm(String name, String address) {
    Namespace namespace = namespace(name);
    namespace.ip(
        "link", "add", "eth0", "type", "veth", "peer", "name", name, "netns", center.name());
    center.ip("link", "set", name, "master", "br0", "up");
    namespace.ip("addr", "add", address + "/24", "dev", "eth0");
    namespace.ip("link", "set", "eth0", "up");
    namespace.ip("route", "add", "default", "via", "10.0.2.1");
    return new Vm(name, address, namespace, folder);
  }

  private Namespace namespace(String role) {
    return closeLater(Namespace.create(name + "-" + role));
  }
}
