package io.exavip.cloud;

import java.util.Arrays;
import java.util.List;

/**
 * AS numbers that follow each other.
 *
 * @param first the lowest, 0 to 4294967295
 * @param last the highest, not below {@code first}
 */
public record AsRange(long first, long last) {

  /**
   * Whether a number lies in the range.
   *
   * @param as an AS number
   * @return true if it is one of {@code first} to {@code last}
   */
  public boolean contains(long as) {
    return first <= as && as <= last;
  }

  /**
   * Reads ranges.
   *
   * @param text numbers and ranges parted by commas: {@code 23456,64496-64511}
   * @return the ranges, in the order of the text
   */
  static List<AsRange> list(String text) {
    return Arrays.stream(text.split(",")).map(AsRange::of).toList();
  }

  private static AsRange of(String text) {
    String[] ends = text.split("-");
    return new AsRange(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
  }

  /** One number, or first and last with a hyphen. */
  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
