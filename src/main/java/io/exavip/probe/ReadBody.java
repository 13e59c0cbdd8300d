package io.exavip.probe;

import java.io.ByteArrayOutputStream;

/** What has come of a body: how much, and, where a rule reads it, the bytes themselves. */
final class ReadBody {
  /** The most of a body that is read. */
  static final int MAX = 64 * 1024;

  private final boolean keeps;
  private volatile ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private int size;

  /**
   * Makes an empty body.
   *
   * @param keeps whether a rule reads it; else its bytes are counted and dropped
   */
  ReadBody(boolean keeps) {
    this.keeps = keeps;
  }

  void add(byte[] piece) {
    int wanted = Math.min(piece.length, MAX - Math.min(MAX, size));
    if (keeps) {
      kept.write(piece, 0, wanted);
    }
    size = Math.min(MAX + 1, size + piece.length);
  }

  /** Whether there is more than is read. */
  boolean isCut() {
    return size > MAX;
  }

  /** Hands over the bytes, at most {@link #MAX}, and keeps none. */
  byte[] take() {
    byte[] bytes = kept.toByteArray();
    drop();
    return bytes;
  }

  /** Keeps none of the bytes any longer. Any thread. */
  void drop() {
    kept = new ByteArrayOutputStream(0);
  }
}
