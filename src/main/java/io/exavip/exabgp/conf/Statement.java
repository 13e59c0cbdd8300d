package io.exavip.exabgp.conf;

import java.util.List;

/**
 * Words and the sign that ends them. ExaBGP wants both on one line; a backslash at its end joins it
 * to the next.
 *
 * @param line the line of the first word, from 1
 * @param words the words without their quotes; brackets and commas are words of their own
 * @param end the sign
 */
record Statement(int line, List<String> words, End end) {
  /** What ends a statement. */
  enum End {
    /** A semicolon: a command. */
    COMMAND,
    /** An opening brace: the head of a section. */
    OPEN,
    /** A closing brace: the end of a section. */
    CLOSE
  }

  Statement {
    words = List.copyOf(words);
  }

  String name() {
    return words.isEmpty() ? "" : words.get(0);
  }

  List<String> values() {
    return words.isEmpty() ? words : words.subList(1, words.size());
  }

  Setting setting() {
    return new Setting(name(), values(), line);
  }
}
