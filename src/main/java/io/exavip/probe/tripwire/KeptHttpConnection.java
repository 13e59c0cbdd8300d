package io.exavip.probe.tripwire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Stands between Vert.x and the socket of one HTTP exchange, so that the connection can outlive it.
 *
 * <p>Vert.x has no public way to take a connection out of its pool. So Vert.x goes on believing
 * what the client's options say, one request for each connection: it asks for the end of the
 * connection, and closes it after the answer. Here the first is taken out of the request, and the
 * second does not reach the socket if the server agreed to keep the connection.
 */
public final class KeptHttpConnection extends ChannelDuplexHandler implements KeptConnection {
  /** The name of Vert.x's own handler in the pipeline. */
  private static final String VERTX = "handler";

  private final Tripwire tripwire;
  private volatile ChannelHandlerContext context;

  // These belong to the event loop.
  private boolean agreed;
  private boolean answered;
  private boolean unwanted;

  private volatile boolean idle;

  private KeptHttpConnection(Tripwire tripwire) {
    this.tripwire = tripwire;
  }

  /**
   * Steps in, before the request is written.
   *
   * @param connection Vert.x's
   * @param tripwire told of the connection's end
   * @return the connection; absent if it is closed already
   */
  public static Optional<KeptHttpConnection> on(HttpConnection connection, Tripwire tripwire) {
    ChannelPipeline pipeline = VertxInside.channel(connection).pipeline();
    if (pipeline.get(VERTX) == null) {
      return Optional.empty();
    }
    KeptHttpConnection kept = new KeptHttpConnection(tripwire);
    pipeline.addBefore(VERTX, null, kept);
    return Optional.of(kept);
  }

  /**
   * Whether the exchange is over and the connection still open.
   *
   * @return true if so
   */
  public boolean isIdle() {
    return idle;
  }

  @Override
  public void close() {
    context
        .executor()
        .execute(
            () -> {
              unwanted = true;
              if (idle) {
                context.close();
              }
            });
  }

  @Override
  public SocketAddress server() {
    return context.channel().remoteAddress();
  }

  @Override
  public boolean isServed() {
    return true;
  }

  @Override
  public CompletableFuture<Optional<Boolean>> isAccepted() {
    return CompletableFuture.completedFuture(Optional.of(true)); // it was answered
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof HttpRequest request) {
      request.headers().remove(HttpHeaderNames.CONNECTION);
    }
    ctx.write(message, promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (idle) {
      ReferenceCountUtil.release(message); // a word of farewell, such as a 408
      return;
    }
    if (message instanceof HttpResponse response) {
      boolean interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      agreed = !interim && HttpUtil.isKeepAlive(response);
    }
    if (message instanceof LastHttpContent last) {
      answered = agreed && last.decoderResult().isSuccess();
    }
    ctx.fireChannelRead(message);
  }

  /** Vert.x closes the connection: if it is after the answer, it goes on believing that it did. */
  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    boolean keep = answered && !idle && !unwanted && tripwire.allows(ctx.channel());
    if (keep && ctx.channel().isActive()) {
      idle = true;
      promise.trySuccess();
      ctx.pipeline().addAfter(VERTX, null, new LaterClose());
      ctx.channel().config().setAutoRead(true); // else its end would not be noticed
    } else {
      ctx.close(promise);
    }
  }

  /** For Vert.x the connection is closed: any further close, such as at its end, goes by it. */
  private final class LaterClose extends ChannelOutboundHandlerAdapter {
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
      context.close(promise);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (idle) {
      tripwire.closed(this);
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (idle) {
      ctx.close(); // reset
    } else {
      ctx.fireExceptionCaught(cause);
    }
  }
}
