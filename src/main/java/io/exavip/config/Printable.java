package io.exavip.config;

/** Makes any text fit on one line of a terminal or a log. */
public final class Printable {
  /** Ends a text of which the rest is left out. */
  private static final String CUT = "\u2026 (%d characters)";

  private Printable() {}

  /**
   * Writes as escapes what would not stay on the line or show as it is: control characters, breaks
   * of lines and paragraphs, and invisible ones that turn the direction of writing.
   *
   * @param text any text
   * @return the text without such characters
   */
  public static String text(String text) {
    if (text.codePoints().allMatch(Printable::isPlain)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append(String.format(c > 0xffff ? "\\U%08x" : "\\u%04x", c));
              }
            });
    return printable.toString();
  }

  /**
   * The same, of a text that may be long.
   *
   * @param text any text
   * @param limit how many characters of it are taken at most; how many there are is said then
   * @return the text without such characters
   */
  public static String text(String text, int limit) {
    if (text.length() <= limit) {
      return text(text);
    }
    boolean pair = Character.isHighSurrogate(text.charAt(limit - 1));
    return text(text.substring(0, pair ? limit - 1 : limit)) + String.format(CUT, text.length());
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
