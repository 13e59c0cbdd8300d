package io.exavip.probe;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the bytes of a body become text. A byte order mark decides, as in the WHATWG's Encoding
 * Standard, then the {@code charset} of Content-Type; else it is UTF-8, of which JSON always is
 * (RFC 8259, 8.1). Charsets that are not in every Java are read as UTF-8, too.
 *
 * @param charset what Content-Type says
 * @param coding what Content-Encoding says, in lower case; empty where the bytes are the text's own
 */
record BodyText(Charset charset, String coding) {
  /** Text without a word about it. */
  static final BodyText UTF_8 = new BodyText(StandardCharsets.UTF_8, "");

  private static final Pattern CHARSET =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?([^\"';\\s]+)");

  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Reads it from the headers of an answer. */
  static BodyText of(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
    String lower = coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT);
    return new BodyText(
        type == null ? StandardCharsets.UTF_8 : charset(type),
        lower.equals("identity") ? "" : lower);
  }

  /** Why the bytes are no text; empty if they are. */
  Optional<String> fault() {
    return coding.isEmpty()
        ? Optional.empty()
        : Optional.of("cannot read the body: it is compressed (" + coding + "), unasked");
  }

  /** The text, without its byte order mark. */
  String decode(byte[] bytes) {
    String text = new String(bytes, marked(bytes).orElse(charset));
    return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
  }

  private static Optional<Charset> marked(byte[] bytes) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(bytes, 0xff, 0xfe)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(String type) {
    Matcher named = CHARSET.matcher(type);
    return switch (named.find() ? named.group(1).toLowerCase(Locale.ROOT) : "") {
      case "iso-8859-1", "latin1", "windows-1252", "us-ascii" -> StandardCharsets.ISO_8859_1;
      case "utf-16", "utf-16be" -> StandardCharsets.UTF_16BE; // RFC 2781, 4.3
      case "utf-16le" -> StandardCharsets.UTF_16LE;
      default -> StandardCharsets.UTF_8;
    };
  }
}
