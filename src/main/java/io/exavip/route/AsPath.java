package io.exavip.route;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An AS_PATH as an AS_SEQUENCE. ExaBGP sends it as it is; over eBGP it must begin with the local
 * AS.
 *
 * @param asNumbers 1 to 255 AS numbers of 1 to 4294967295 (RFC 4271, RFC 6793), nearest first
 */
public record AsPath(List<Long> asNumbers) {
  private static final int MAX_LENGTH = 255;
  private static final long MAX_AS = 4294967295L;

  /**
   * Checks length and numbers.
   *
   * @throws IllegalArgumentException if the path is empty, too long or has a number out of range
   */
  public AsPath {
    asNumbers = List.copyOf(asNumbers);
    if (asNumbers.isEmpty() || asNumbers.size() > MAX_LENGTH) {
      throw new IllegalArgumentException("an AS path has 1 to " + MAX_LENGTH + " AS numbers");
    }
    if (asNumbers.stream().anyMatch(as -> as < 1 || as > MAX_AS)) {
      throw new IllegalArgumentException("an AS number is 1 to " + MAX_AS);
    }
  }

  /**
   * Reads AS numbers parted by blanks, with or without brackets: {@code 65010 65010}.
   *
   * @param text the text to read
   * @return the path
   * @throws IllegalArgumentException if the text is no AS path; the message says what is wrong
   */
  public static AsPath parse(String text) {
    String inner = text.strip();
    if (inner.startsWith("[") && inner.endsWith("]") && inner.length() > 1) {
      inner = inner.substring(1, inner.length() - 1).strip();
    }
    // Word by word: one expression for the whole list overflows the stack on a long one.
    List<String> numbers = List.of(inner.split(" +"));
    if (!numbers.stream().allMatch(number -> number.matches("\\d{1,10}"))) {
      throw new IllegalArgumentException("not a list of AS numbers");
    }
    return new AsPath(numbers.stream().map(Long::valueOf).toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsPath path && asNumbers.equals(path.asNumbers);
  }

  @Override
  public int hashCode() {
    return asNumbers.hashCode();
  }

  @Override
  public String toString() {
    return asNumbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }
}
