package io.exavip.probe;

import io.exavip.probe.tripwire.VertxInside;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import java.util.function.Consumer;

/**
 * Reads the answer of one connection as leniently as curl does: what an app gets away with
 * everywhere else must not be a reason to withdraw it. Vert.x's own reader is as strict as one that
 * has to trust a message must be; here nothing is passed on, and there is one answer to a
 * connection, so that nothing can be smuggled.
 */
final class AnswerReader extends ChannelInboundHandlerAdapter {
  /** The longest status line. */
  static final int MAX_LINE = 64 * 1024;

  /** The most of all headers together. */
  static final int MAX_HEADERS = 256 * 1024;

  private static final String CODEC = "codec";
  private static final int PIECE = 8 * 1024;

  private final AnswerStart start;
  private final Consumer<String> onFault;
  private boolean hasHead;
  private boolean isInterim;
  private boolean isBroken;

  private AnswerReader(AnswerStart start, Consumer<String> onFault) {
    this.start = start;
    this.onFault = onFault;
  }

  /**
   * Steps in on a connection that has not been used yet.
   *
   * @param connection where the answer will come
   * @param onFault takes why an answer cannot be read; nothing more comes of it then
   */
  static void on(HttpConnection connection, Consumer<String> onFault) {
    ChannelPipeline pipeline = VertxInside.channel(connection).pipeline();
    if (pipeline.get(CODEC) == null) {
      return; // closed already
    }
    AnswerStart start = new AnswerStart();
    pipeline.addBefore(CODEC, null, start);
    pipeline.replace(CODEC, CODEC, new HttpClientCodec(lenient(), false, false));
    pipeline.addAfter(CODEC, null, new AnswerReader(start, onFault));
  }

  private static HttpDecoderConfig lenient() {
    return new HttpDecoderConfig()
        .setMaxInitialLineLength(MAX_LINE)
        .setMaxHeaderSize(MAX_HEADERS)
        .setMaxChunkSize(PIECE)
        .setStrictLineParsing(false) // a bare line feed ends a line, too (RFC 9112, 2.2)
        .setAllowDuplicateContentLengths(true) // if they are equal (RFC 9110, 8.6)
        .setUseRfc9112TransferEncoding(false) // chunks go before a length (RFC 9112, 6.3)
        .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false))
        .setTrailersFactory(DefaultHttpHeadersFactory.trailersFactory().withValidation(false));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (isBroken || message instanceof HttpObject part && isUnusable(part)) {
      ReferenceCountUtil.release(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  /** Whether this part is not for Vert.x: broken, or of an interim answer (RFC 9110, 15.2). */
  private boolean isUnusable(HttpObject part) {
    if (part.decoderResult().isFailure()) {
      fail(AnswerFault.of(part.decoderResult().cause(), hasHead, start));
      return true;
    }
    if (part instanceof HttpResponse head) {
      if (!isKnown(head.protocolVersion())) {
        fail("unknown HTTP version: " + start.firstLine());
        return true;
      }
      isInterim =
          head.status().codeClass() == HttpStatusClass.INFORMATIONAL
              && head.status().code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
      hasHead = !isInterim;
      // Vert.x compares the object.
      head.setProtocolVersion(
          head.protocolVersion().minorVersion() == 0 ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
      return isInterim;
    }
    if (isInterim) {
      isInterim = !(part instanceof LastHttpContent);
      return true;
    }
    return false;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!hasHead && !isBroken && start.isForeign()) {
      isBroken = true;
      onFault.accept(start.notHttp());
    }
    ctx.fireChannelInactive();
  }

  private void fail(String reason) {
    isBroken = true;
    onFault.accept(reason);
  }

  private static boolean isKnown(HttpVersion version) {
    return version.majorVersion() == 1 && version.minorVersion() <= 1;
  }
}
