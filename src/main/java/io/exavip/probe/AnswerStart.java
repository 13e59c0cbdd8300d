package io.exavip.probe;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Remembers the first bytes of an answer, to say what it is if it is not HTTP. */
final class AnswerStart extends ChannelInboundHandlerAdapter {
  private static final int MAX = 40;
  private static final String HTTP = "HTTP/";
  private static final int TLS_ALERT = 0x15;
  private static final int TLS_HANDSHAKE = 0x16;

  private final StringBuilder bytes = new StringBuilder(MAX);

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof ByteBuf piece && bytes.length() < MAX) {
      int more = Math.min(MAX - bytes.length(), piece.readableBytes());
      bytes.append(piece.toString(piece.readerIndex(), more, StandardCharsets.ISO_8859_1));
    }
    ctx.fireChannelRead(message);
  }

  /** Whether something has come, and it is not the beginning of an HTTP answer. */
  boolean isForeign() {
    String text = bytes.toString().stripLeading().toUpperCase(Locale.ROOT);
    String start = text.substring(0, Math.min(HTTP.length(), text.length()));
    return bytes.length() > 0 && (start.isEmpty() || !HTTP.startsWith(start));
  }

  /** That it is not HTTP, and what it is. */
  String notHttp() {
    int first = bytes.length() < 2 ? 0 : bytes.charAt(0);
    boolean tls = (first == TLS_ALERT || first == TLS_HANDSHAKE) && bytes.charAt(1) == 3;
    return tls
        ? "not HTTP: the answer is TLS; is the URL https?"
        : "not HTTP: the answer begins with '" + firstLine() + "'";
  }

  /** The first line or its beginning; what cannot be printed is a dot. */
  String firstLine() {
    String line = bytes.toString().stripLeading().lines().findFirst().orElse("");
    return line.replaceAll("[^\\x20-\\x7e]", ".") + (line.length() == MAX ? "…" : "");
  }
}
