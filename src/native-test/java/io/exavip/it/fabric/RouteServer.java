package io.exavip.it.fabric;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One instance of the route server: a BIRD with AS 65515 that waits for the virtual machines. */
public final class RouteServer implements AutoCloseable {

  /** The AS number of both instances. */
  public static final int AS = 65515;

  private static final Pattern TRACE =
      Pattern.compile("(\\w+)\\.ipv4 > (added|updated|removed|ignored) (?:\\[\\w+\\] )?(\\S+) ");
  private static final Pattern UPDATES = Pattern.compile("Import updates:\\s+(\\d+)");
  private static final Pattern WITHDRAWS = Pattern.compile("Import withdraws:\\s+(\\d+)");

  private static final Pattern ROUTES = Pattern.compile("(\\d+) of \\d+ routes");

  private final Path folder;
  private final String address;
  private final Program bird;

  private RouteServer(Path folder, String address, Program bird) {
    this.folder = folder;
    this.address = address;
    this.bird = bird;
  }

  static RouteServer start(Namespace center, Path folder, String address, List<Vm> peers) {
    String name = fileName(address);
    write(folder.resolve(name + ".conf"), configuration(name, address, peers));
    // Relative names: the path of a unix socket must stay short.
    List<String> command =
        List.of("bird", "-f", "-c", name + ".conf", "-s", name + ".sock", "-P", name + ".pid");
    return new RouteServer(folder, address, center.start(folder, name, command, Map.of()));
  }

  /**
   * Returns the address that ExaBGP peers with.
   *
   * @return 10.0.1.4 or 10.0.1.5
   */
  public String address() {
    return address;
  }

  /**
   * Asks for a route learnt from a virtual machine.
   *
   * @param vm who announced it
   * @param prefix for example {@code 10.1.0.5/32}
   * @return the route, if it stands
   */
  public Optional<BgpRoute> route(Vm vm, String prefix) {
    return BgpRoute.parse(birdc("show", "route", prefix, "protocol", vm.name(), "all").output());
  }

  /**
   * Waits until a route stands.
   *
   * @param vm who announced it
   * @param prefix for example {@code 10.1.0.5/32}
   * @return the route
   */
  public BgpRoute awaitRoute(Vm vm, String prefix) {
    return Await.present("route " + prefix + " on " + address, () -> route(vm, prefix));
  }

  /**
   * Waits until a route is gone.
   *
   * @param vm who announced it
   * @param prefix for example {@code 10.1.0.5/32}
   */
  public void awaitNoRoute(Vm vm, String prefix) {
    Await.until("no route " + prefix + " on " + address, () -> route(vm, prefix).isEmpty());
  }

  /**
   * Waits until the BGP session is up.
   *
   * @param vm the peer
   */
  public void awaitEstablished(Vm vm) {
    Await.until(
        "BGP session of " + vm.name() + " with " + address,
        () -> birdc("show", "protocols", vm.name()).output().contains("Established"));
  }

  /**
   * Returns all that happened to a prefix since the start, in order.
   *
   * @param vm who announced it
   * @param prefix for example {@code 10.1.0.5/32}
   * @return one event for each line of BIRD's trace
   */
  public List<RouteEvent> events(Vm vm, String prefix) {
    List<RouteEvent> events = new ArrayList<>();
    for (String line : read(folder.resolve(fileName(address) + ".log")).lines().toList()) {
      Matcher trace = TRACE.matcher(line);
      if (trace.find() && trace.group(1).equals(vm.name()) && trace.group(3).equals(prefix)) {
        events.add(RouteEvent.valueOf(trace.group(2).toUpperCase(Locale.ROOT)));
      }
    }
    return events;
  }

  /**
   * Counts the routes announced in UPDATE messages of the present session, repetitions included.
   *
   * @param vm the peer
   * @return the count
   */
  public int updates(Vm vm) {
    return counter(vm, UPDATES);
  }

  /**
   * Counts the routes withdrawn in UPDATE messages of the present session, needless ones included.
   *
   * @param vm the peer
   * @return the count
   */
  public int withdraws(Vm vm) {
    return counter(vm, WITHDRAWS);
  }

  /**
   * Counts the routes that stand now.
   *
   * @param vm who announced them
   * @return the count
   */
  public int routeCount(Vm vm) {
    return number(ROUTES, birdc("show", "route", "protocol", vm.name(), "count").output());
  }

  @Override
  public void close() {
    bird.close();
  }

  @Override
  public String toString() {
    return address;
  }

  void awaitReady() {
    Await.until(
        "BIRD " + address,
        () -> {
          if (!bird.isAlive()) {
            throw new IllegalStateException("BIRD " + address + ": " + bird.stderr());
          }
          return birdc("show", "status").exitCode() == 0;
        });
  }

  private int counter(Vm vm, Pattern pattern) {
    return number(pattern, birdc("show", "protocols", "all", vm.name()).output());
  }

  private static int number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private Exec.Result birdc(String... words) {
    List<String> command = new ArrayList<>(List.of("birdc", "-s", fileName(address) + ".sock"));
    command.addAll(List.of(words));
    return Exec.attempt(folder, command);
  }

  private static String configuration(String name, String address, List<Vm> peers) {
    StringBuilder text =
        new StringBuilder(
            """
            log "%s.log" all;
            router id %s;
            protocol device {}
            protocol direct { ipv4; }
            """
                .formatted(name, address));
    for (Vm peer : peers) {
      text.append(
          """
          protocol bgp %s {
            local %s as %d;
            neighbor %s as %d;
            multihop;
            strict bind on;
            passive on;
            debug { states, routes };
            ipv4 { import all; export none; };
          }
          """
              .formatted(peer.name(), address, AS, peer.address(), Vm.AS));
    }
    return text.toString();
  }

  private static String fileName(String address) {
    return "bird-" + address;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
