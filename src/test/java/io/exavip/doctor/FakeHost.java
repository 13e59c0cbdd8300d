package io.exavip.doctor;

import io.exavip.host.Host;
import io.exavip.route.IpLiteral;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A well-kept VM with Debian's ExaBGP, until a test spoils it. Files of the test are real. */
final class FakeHost implements Host {
  static final int FILE = 0100000;
  static final int FOLDER = 0040000;

  final Map<Path, Status> statuses = new HashMap<>();
  final Map<Path, String> texts = new HashMap<>();
  final Map<Path, Path> links = new HashMap<>();
  final List<Interface> interfaces = new ArrayList<>();
  final Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/sbin:/usr/bin"));
  final Map<String, Outcome> outcomes = new HashMap<>();
  final List<String> connected = new ArrayList<>();
  Optional<String> connectProblem = Optional.empty();

  FakeHost() {
    interfaces.add(device("lo", true, true, "127.0.0.1/8", "10.1.0.5/32"));
    interfaces.add(device("eth0", true, false, "10.0.2.10/24"));
    statuses.put(Path.of("/usr/bin/exavip"), new Status(FILE | 0755, 0, 0));
    statuses.put(Path.of("/usr/sbin/exabgp"), new Status(FILE | 0755, 0, 0));
    texts.put(
        Path.of("/etc/passwd"),
        "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n"
            + "exabgp:x:103:106::/run/exabgp:/bin/false\n");
    texts.put(Path.of("/etc/group"), "root:x:0:\nexabgp:x:106:\nsecrets:x:107:other,exabgp\n");
    unit("[Service]\nUser=exabgp\nExecStart=/usr/sbin/exabgp /etc/exabgp/exabgp.conf\n");
    answers("/usr/sbin/exabgp --version", 0, "ExaBGP : 4.2.21\nPython : 3.11.2\n");
  }

  void unit(String text) {
    texts.put(Path.of("/lib/systemd/system/exabgp.service"), text);
  }

  /** What a command prints; the file at its end is left out. */
  void answers(String command, int exitCode, String output) {
    outcomes.put(command, new Outcome(exitCode, output));
  }

  static Interface device(String name, boolean up, boolean loopback, String... addresses) {
    List<Address> list = new ArrayList<>();
    for (String text : addresses) {
      String[] parts = text.split("/");
      list.add(new Address(IpLiteral.parse(parts[0]).orElseThrow(), Integer.parseInt(parts[1])));
    }
    return new Interface(name, up, loopback, list);
  }

  @Override
  public List<Interface> interfaces() {
    return interfaces;
  }

  @Override
  public Optional<Status> status(Path file) {
    if (statuses.containsKey(file)) {
      return Optional.of(statuses.get(file));
    }
    if (Files.isDirectory(file)) {
      return Optional.of(new Status(FOLDER | 0755, 0, 0));
    }
    boolean there = Files.exists(file) && file.toString().endsWith(".conf");
    return there || texts.containsKey(file)
        ? Optional.of(new Status(FILE | 0644, 0, 0))
        : Optional.empty();
  }

  @Override
  public Path real(Path file) {
    return links.getOrDefault(file, file);
  }

  @Override
  public Optional<String> text(Path file) {
    try {
      return texts.containsKey(file)
          ? Optional.of(texts.get(file))
          : file.toString().endsWith(".conf") && Files.exists(file)
              ? Optional.of(Files.readString(file))
              : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Path> files(Path folder) {
    return texts.keySet().stream()
        .filter(file -> folder.equals(file.getParent()))
        .sorted()
        .toList();
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Optional<Outcome> run(List<String> command, Map<String, String> variables) {
    String line = String.join(" ", command).replaceFirst(" /\\S*\\.conf$", "");
    return Optional.ofNullable(outcomes.get(line));
  }

  @Override
  public Optional<String> connectProblem(InetAddress from, InetSocketAddress to) {
    connected.add(
        from.getHostAddress() + ">" + to.getAddress().getHostAddress() + ":" + to.getPort());
    return connectProblem;
  }
}
