package io.exavip.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that this program runs on. */
public final class LocalHost implements Host {
  private static final int COMMAND_SECONDS = 60;
  private static final int CONNECT_MILLIS = 2000;
  private static final int MAX_OUTPUT = 65536;

  private final Map<String, String> environment;

  /** Makes the host, with the environment of this program. */
  public LocalHost() {
    this(System.getenv());
  }

  /**
   * Makes the host.
   *
   * @param environment variables and their values
   */
  public LocalHost(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Interface> interfaces() {
    try {
      return NetworkInterface.networkInterfaces().map(LocalHost::device).toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  @Override
  public Optional<Status> status(Path file) {
    try {
      Map<String, Object> status = Files.readAttributes(file, "unix:mode,uid,gid");
      return Optional.of(
          new Status(
              (Integer) status.get("mode"),
              (Integer) status.get("uid"),
              (Integer) status.get("gid")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  @Override
  public Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public Map<String, String> environment() {
    return environment;
  }

  @Override
  public Optional<Outcome> run(List<String> command, Map<String, String> variables) {
    try {
      return new ChildProcess(command, variables, COMMAND_SECONDS, MAX_OUTPUT)
          .run(true)
          .map(ended -> new Outcome(ended.exitCode(), ended.out()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> connectProblem(InetAddress from, InetSocketAddress to) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(to, CONNECT_MILLIS);
      return Optional.empty();
    } catch (SocketTimeoutException e) {
      return Optional.of("no answer within " + CONNECT_MILLIS / 1000 + " s");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Interface device(NetworkInterface device) {
    List<Address> addresses =
        device.getInterfaceAddresses().stream()
            .map(a -> new Address(plain(a.getAddress()), a.getNetworkPrefixLength()))
            .toList();
    try {
      return new Interface(device.getName(), device.isUp(), device.isLoopback(), addresses);
    } catch (SocketException e) {
      return new Interface(device.getName(), false, false, addresses);
    }
  }

  /** Without the zone of link-local addresses, which is no part of the address. */
  private static InetAddress plain(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
