package io.exavip.probe.tripwire;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A TCP connection that nothing is sent on. Whatever the server says is not listened to. */
public final class KeptTcpConnection implements KeptConnection {
  private final NetSocket socket;
  private final Vertx vertx;

  /**
   * Takes a connection.
   *
   * @param socket the connection
   * @param tripwire told of its end
   * @param vertx looks into the kernel's table on a worker
   */
  public KeptTcpConnection(NetSocket socket, Tripwire tripwire, Vertx vertx) {
    this.socket = socket;
    this.vertx = vertx;
    socket.handler(data -> {});
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(end -> tripwire.closed(this));
  }

  @Override
  public void close() {
    socket.close();
  }

  @Override
  public SocketAddress server() {
    return VertxInside.channel(socket).remoteAddress();
  }

  /** The kernel makes the connection; the server may be busy with another. */
  @Override
  public boolean isServed() {
    return false;
  }

  @Override
  public CompletableFuture<Optional<Boolean>> isAccepted() {
    CompletableFuture<Optional<Boolean>> answer = new CompletableFuture<>();
    Channel channel = VertxInside.channel(socket);
    vertx
        .executeBlocking(
            () -> ProcNetTcp.isAccepted(channel.remoteAddress(), channel.localAddress()), false)
        .onComplete(done -> answer.complete(done.succeeded() ? done.result() : Optional.empty()));
    return answer;
  }
}
