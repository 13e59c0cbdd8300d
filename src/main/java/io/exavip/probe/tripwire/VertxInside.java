package io.exavip.probe.tripwire;

import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** What Vert.x has no public way to: a version of it that moves these breaks this class alone. */
public final class VertxInside {
  private VertxInside() {}

  /**
   * Netty's channel of a connection.
   *
   * @param connection the connection
   * @return its channel
   */
  public static Channel channel(HttpConnection connection) {
    return ((ConnectionBase) connection).channel();
  }

  /**
   * Netty's channel of a connection.
   *
   * @param socket the connection
   * @return its channel
   */
  public static Channel channel(NetSocket socket) {
    return ((ConnectionBase) socket).channel();
  }

  /**
   * The next event loop, in turn; the public way gives one and the same to all who ask from one
   * thread.
   *
   * @param vertx has the loops
   * @return a context on it
   */
  public static Context eventLoop(Vertx vertx) {
    return ((VertxInternal) vertx).createEventLoopContext();
  }
}
