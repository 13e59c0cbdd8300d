package io.exavip.probe.name;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks as the system does: first /etc/hosts, and for a name that stands in it nobody else; then the
 * name service that nsswitch.conf(5) says.
 *
 * <p>The file is read here, since glibc asks the name service for the IPv6 address of a name for
 * which the file has an IPv4 address alone.
 */
public final class SystemResolver implements Resolver {
  private static final Path HOSTS = Path.of("/etc/hosts");

  private final HostsFile hosts = new HostsFile(HOSTS);

  /**
   * Has Java keep no answer, neither a good one (30 seconds otherwise) nor a bad one (10 seconds):
   * each look-up is an observation of its own. Java reads these when it looks up its first name.
   */
  public SystemResolver() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
    Security.setProperty("networkaddress.cache.stale.ttl", "0"); // since Java 21
  }

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    try {
      List<InetAddress> written = hosts.find(name);
      return families(written.isEmpty() ? List.of(InetAddress.getAllByName(name)) : written);
    } catch (UnknownHostException e) {
      throw unknown(name, lack());
    } catch (IOException e) {
      throw unknown(name, e);
    }
  }

  /** Why nothing can be opened now, and so nobody asked either; null if it can. Java hides that. */
  private static IOException lack() {
    try (DatagramChannel channel = DatagramChannel.open()) {
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  private static UnknownHostException unknown(String name, IOException cause) {
    UnknownHostException unknown = new UnknownHostException(name);
    unknown.initCause(cause);
    return unknown;
  }

  /**
   * One of each family in turn, as RFC 8305 has it: where one family leads nowhere, the second try
   * is with the other.
   */
  static List<InetAddress> families(List<InetAddress> addresses) {
    List<InetAddress> rest = new ArrayList<>(addresses);
    List<InetAddress> turns = new ArrayList<>();
    Class<?> last = null;
    while (!rest.isEmpty()) {
      Class<?> before = last;
      InetAddress next =
          rest.stream().filter(a -> a.getClass() != before).findFirst().orElse(rest.get(0));
      rest.remove(next);
      turns.add(next);
      last = next.getClass();
    }
    return turns;
  }
}
