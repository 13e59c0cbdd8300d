package io.exavip.probe;

import java.util.function.BooleanSupplier;

/** A text that throws when it is read after nobody wants to know any more. */
final class AbandonableText implements CharSequence {
  private static final int READS_BETWEEN_LOOKS = 4096;

  private final String text;
  private final BooleanSupplier abandoned;
  private int reads;

  AbandonableText(String text, BooleanSupplier abandoned) {
    this.text = text;
    this.abandoned = abandoned;
  }

  @Override
  public char charAt(int index) {
    if (++reads % READS_BETWEEN_LOOKS == 0 && abandoned.getAsBoolean()) {
      throw new IllegalStateException("abandoned");
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
