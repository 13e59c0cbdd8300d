package io.exavip.probe.tripwire;

import io.exavip.probe.Check;
import io.exavip.probe.HttpCheck;
import io.exavip.probe.SelfConnection;
import io.exavip.probe.TcpCheck;
import io.exavip.route.IpLiteral;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Asks the kernel whether anybody listens. */
public final class ListenCheck {
  private ListenCheck() {}

  /**
   * Whether an empty connection can stand for this check when nobody listens: the addresses of a
   * name may change, and an empty connection makes noise in the log of a server that expects TLS.
   *
   * @param check the check
   * @return true if it can
   */
  public static boolean suits(Check check) {
    if (check instanceof TcpCheck tcp) {
      return hasFixedAddresses(tcp.host());
    }
    return check instanceof HttpCheck http && !http.isHttps() && hasFixedAddresses(http.server());
  }

  private static boolean hasFixedAddresses(String host) {
    return host.equals("localhost") || IpLiteral.parse(host).isPresent();
  }

  /**
   * Whether nobody listens at any address of a server.
   *
   * @param server the address that a connection was made to
   * @param all all addresses that a probe would try
   * @return true only if the connection was refused at each, without waiting for it
   */
  public static boolean isRefused(SocketAddress server, List<InetAddress> all) {
    return isRefused(server)
        && server instanceof InetSocketAddress first
        && all.stream()
            .filter(address -> !address.equals(first.getAddress()))
            .allMatch(address -> isRefused(new InetSocketAddress(address, first.getPort())));
  }

  /**
   * Whether nobody listens at an address. For an address of this host the kernel says so within
   * microseconds; a connection that is made is closed at once.
   *
   * @param server where to connect
   * @return true only if the connection was refused, without waiting for it
   */
  static boolean isRefused(SocketAddress server) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.connect(server);
      // On one host the answer is there as soon as the question is put.
      return channel.finishConnect()
          && SelfConnection.is(channel.getLocalAddress(), channel.getRemoteAddress());
    } catch (ConnectException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // such as no descriptor left: the probe is to find out
    }
  }
}
