package io.exavip.exabgp.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines of bounded length: of a longer one the first {@value #MAX_BYTES} bytes are kept, and
 * the rest is skipped, so that a line without an end costs no memory.
 */
final class AnswerLines implements Closeable {
  /** ExaBGP's longest answers, JSON of a session that changed, take some hundred bytes. */
  static final int MAX_BYTES = 8192;

  private final InputStream in;
  private final byte[] read = new byte[8192];
  private int from;
  private int to;
  private final byte[] line = new byte[MAX_BYTES];

  AnswerLines(InputStream in) {
    this.in = in;
  }

  /**
   * Reads a line, the last one also without its end.
   *
   * @return the line without its end, of ISO 8859-1; null at the end of the stream
   * @throws IOException if reading fails
   */
  String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (true) {
      if (from == to) {
        from = 0;
        to = Math.max(0, in.read(read));
        if (to == 0) {
          return any ? text(length) : null;
        }
      }
      any = true;
      byte next = read[from++];
      if (next == '\n') {
        return text(length);
      }
      if (length < MAX_BYTES) {
        line[length++] = next;
      }
    }
  }

  private String text(int length) {
    return new String(line, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
