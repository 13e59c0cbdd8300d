package io.exavip.exabgp.conf;

import io.exavip.route.Prefix;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that the program runs on. */
final class LocalConfHost implements ConfHost {

  @Override
  public boolean has(InetAddress address) {
    return addresses().contains(address);
  }

  @Override
  public boolean hasAddressIn(Prefix prefix) {
    Network network = new Network(prefix);
    return addresses().stream().anyMatch(network::holds);
  }

  @Override
  public boolean canExecute(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }
}
