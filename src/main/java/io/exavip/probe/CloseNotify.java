package io.exavip.probe;

import io.exavip.probe.tripwire.VertxInside;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.vertx.core.http.HttpConnection;

/**
 * Ends a TLS connection when the server says that it sends no more (close_notify). Vert.x waits for
 * the end of the TCP connection, and some servers wait for the client's word before they end that:
 * an answer without a length would never be complete (RFC 9112, 9.8).
 */
final class CloseNotify extends ChannelInboundHandlerAdapter {
  private static final String VERTX = "handler";

  private CloseNotify() {}

  /** Steps in on a connection that has not been used yet. */
  static void heed(HttpConnection connection) {
    ChannelPipeline pipeline = VertxInside.channel(connection).pipeline();
    if (connection.isSsl() && pipeline.get(VERTX) != null) {
      pipeline.addBefore(VERTX, null, new CloseNotify());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    ctx.fireUserEventTriggered(event);
    if (event instanceof SslCloseCompletionEvent closed && closed.isSuccess()) {
      ctx.close();
    }
  }
}
