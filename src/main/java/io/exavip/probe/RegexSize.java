package io.exavip.probe;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many steps a regular expression has once its repetition counts are written out: {@code
 * (ab{3}){10}} has 40. An estimate from its text alone, made before anything is built of it; of a
 * text that is no regular expression it is any number.
 */
final class RegexSize {
  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long sum;
  private long last;

  private RegexSize(String text) {
    this.text = text;
  }

  /** The estimate; never below zero, however many counts are multiplied. */
  static long estimate(String text) {
    return new RegexSize(text).read();
  }

  private long read() {
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i = escape(i);
        case '[' -> i = characterClass(i);
        case '(' -> open();
        case ')' -> close();
        case '{' -> i = repeat(i);
        default -> atom(1);
      }
    }
    while (!outer.isEmpty()) {
      close();
    }
    return sum;
  }

  private void atom(long size) {
    last = size;
    sum = plus(sum, size);
  }

  private void open() {
    outer.push(sum);
    sum = 0;
    last = 0;
  }

  private void close() {
    long group = sum;
    sum = outer.isEmpty() ? 0 : outer.pop();
    atom(plus(group, 1));
  }

  /** From the backslash to the last character of what it escapes. */
  private int escape(int from) {
    if (text.startsWith("\\Q", from)) {
      int end = text.indexOf("\\E", from);
      int until = end < 0 ? text.length() : end;
      atom(until - from - 2);
      return Math.min(text.length(), until + 1);
    }
    atom(1);
    return from + 1;
  }

  /** From the opening bracket to the closing one; a bracket right after the first is a member. */
  private int characterClass(int from) {
    int i = from + (text.startsWith("[^", from) ? 2 : 1);
    for (i = text.startsWith("]", i) ? i + 1 : i; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.startsWith("[:", i) && text.indexOf(":]", i) > 0) {
        i = text.indexOf(":]", i) + 1;
      } else if (text.charAt(i) == ']') {
        break;
      }
    }
    atom(1);
    return i;
  }

  /** From the opening brace to the closing one; braces without a count are plain characters. */
  private int repeat(int from) {
    int end = text.indexOf('}', from);
    if (end < 0 || !text.substring(from + 1, end).matches("\\d{1,6}(,\\d{0,6})?")) {
      atom(1);
      return from;
    }
    long most = 0;
    for (String count : text.substring(from + 1, end).split(",")) {
      most = Math.max(most, Long.parseLong(count));
    }
    sum = plus(sum, times(last, Math.max(0, most - 1)));
    last = times(last, most);
    return end;
  }

  private static long plus(long a, long b) {
    return Math.min(Integer.MAX_VALUE, a + b);
  }

  private static long times(long a, long b) {
    return Math.min(Integer.MAX_VALUE, a * b);
  }
}
