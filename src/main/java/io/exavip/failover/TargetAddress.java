package io.exavip.failover;

import io.exavip.route.IpLiteral;
import io.exavip.time.Timeline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The address of the host that is probed. A name is resolved before the first probe and then every
 * five seconds, never on the way of a probe. Its first address counts, and stays while the name
 * does not resolve. How fresh that is, is up to the resolver: Java itself keeps an answer for 30
 * seconds.
 */
final class TargetAddress {
  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String host;
  private final Timeline resolver;
  private volatile InetAddress address;

  /**
   * Knows nothing yet.
   *
   * @param host a name, or an address without brackets
   * @param resolver where names are resolved; it may be blocked
   */
  TargetAddress(String host, Timeline resolver) {
    this.host = host;
    this.resolver = resolver;
  }

  /** Finds the address now; a name is looked up from now on. Blocks. */
  void start() {
    Optional<InetAddress> literal = IpLiteral.parse(host);
    if (literal.isPresent()) {
      address = literal.get();
    } else {
      resolve();
    }
  }

  /** The address; empty if the name has not been resolved yet. */
  Optional<InetAddress> get() {
    return Optional.ofNullable(address);
  }

  private void resolve() {
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      // The one before stays.
    }
    resolver.after(AGAIN_NANOS, this::resolve);
  }
}
