package io.exavip.probe;

import io.netty.channel.Channel;
import java.net.SocketAddress;

/**
 * A connection from a socket to itself. Where nobody listens at a port that the kernel may lend to
 * clients, it may lend that very port to the one who tries to connect to it; the two ends of the
 * handshake are then one and the same (RFC 9293, simultaneous open). Nobody is there.
 */
public final class SelfConnection {
  private SelfConnection() {}

  /** Whether this is one. */
  static boolean is(Channel channel) {
    return is(channel.localAddress(), channel.remoteAddress());
  }

  /**
   * Whether a connection between these two ends is one.
   *
   * @param here the near end
   * @param there the far end
   * @return true if they are one and the same
   */
  public static boolean is(SocketAddress here, SocketAddress there) {
    return here != null && here.equals(there);
  }
}
