package io.exavip.probe.tripwire;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Locale;

/** Whether the connection of a successful probe is kept open, so that its end is noticed. */
public enum TripwireUse {
  /** Where the app runs on this host: at a loopback address or at one of the host's own. */
  LOCAL,
  /** Wherever the app runs. */
  ON,
  /** Never. */
  OFF;

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a connection between these two addresses may be kept. */
  boolean allows(SocketAddress here, SocketAddress there) {
    return switch (this) {
      case ON -> true;
      case OFF -> false;
      case LOCAL -> isLocal(here, there);
    };
  }

  private static boolean isLocal(SocketAddress here, SocketAddress there) {
    if (!(here instanceof InetSocketAddress mine) || !(there instanceof InetSocketAddress theirs)) {
      return false;
    }
    // To one of its own addresses the kernel connects from that same address.
    return theirs.getAddress().isLoopbackAddress() || theirs.getAddress().equals(mine.getAddress());
  }
}
