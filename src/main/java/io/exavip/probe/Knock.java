package io.exavip.probe;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/** Asks the kernel whether anybody listens. */
final class Knock {
  private Knock() {}

  /**
   * Whether knocking can stand for this check when nobody listens: a name may have more than one
   * address, and an empty connection makes noise in the log of a server that expects TLS.
   */
  static boolean suits(Check check) {
    if (check instanceof TcpCheck tcp) {
      return hasOneAddress(tcp.host());
    }
    return check instanceof HttpCheck http
        && http.uri().getScheme().equals("http")
        && hasOneAddress(http.uri().getHost());
  }

  private static boolean hasOneAddress(String host) {
    return host.equals("localhost")
        || NetUtil.isValidIpV4Address(host)
        || NetUtil.isValidIpV6Address(host);
  }

  /**
   * Whether nobody listens at an address. For an address of this host the kernel says so within
   * microseconds; a connection that is made is closed at once.
   *
   * @param server where to knock
   * @return true only if the connection was refused, without waiting for it
   */
  static boolean isRefused(SocketAddress server) {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      channel.connect(server);
      channel.finishConnect(); // on one host the answer is there as soon as the question is put
      return false; // it is made, or on its way
    } catch (ConnectException e) {
      return true;
    } catch (IOException | RuntimeException e) {
      return false; // such as no descriptor left: the probe is to find out
    }
  }
}
