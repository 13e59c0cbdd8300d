package io.exavip.probe.tripwire;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A connection that is still open after its probe has succeeded. */
interface KeptConnection {
  /** Closes it; any thread, any number of times. */
  void close();

  /** The server's end. */
  SocketAddress server();

  /** Whether the success of its probe shows that the server serves it, and not only its kernel. */
  boolean isServed();

  /** Asks whether the server has taken it from its queue; empty: that cannot be told. */
  CompletableFuture<Optional<Boolean>> isAccepted();
}
