package io.exavip.ping;

import java.nio.charset.StandardCharsets;

/** The name that a server gives itself: the first line of its answer's body that has any text. */
final class AnsweringServer {
  /** What is shown where a body has no text. */
  static final String EMPTY = "(empty)";

  private static final int MAX_LENGTH = 60;

  private AnsweringServer() {}

  /** The name in a body, fit for one line of a terminal. */
  static String in(byte[] body) {
    return new String(body, StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(AnsweringServer::printable)
        .orElse(EMPTY);
  }

  private static String printable(String line) {
    StringBuilder name = new StringBuilder();
    line.codePoints().limit(MAX_LENGTH).forEach(c -> append(name, c));
    return line.codePointCount(0, line.length()) > MAX_LENGTH
        ? name.append("...").toString()
        : name.toString();
  }

  private static void append(StringBuilder name, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          name.append(String.format("\\u%04x", c));
      default -> name.appendCodePoint(c);
    }
  }
}
