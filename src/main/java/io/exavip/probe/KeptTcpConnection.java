package io.exavip.probe;

import io.vertx.core.net.NetSocket;

/** A TCP connection that nothing is sent on. Whatever the server says is not listened to. */
final class KeptTcpConnection implements KeptConnection {
  private final NetSocket socket;

  KeptTcpConnection(NetSocket socket, Tripwire tripwire) {
    this.socket = socket;
    socket.handler(data -> {});
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(end -> tripwire.closed(this));
  }

  @Override
  public void close() {
    socket.close();
  }
}
