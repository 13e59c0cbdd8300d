package io.exavip.config;

/** Makes any text fit on one line of a terminal or a log. */
public final class Printable {
  private Printable() {}

  /**
   * Writes control characters as escapes.
   *
   * @param text any text
   * @return the text without control characters
   */
  public static String text(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                printable.append(String.format("\\u%04x", c));
              } else {
                printable.appendCodePoint(c);
              }
            });
    return printable.toString();
  }
}
