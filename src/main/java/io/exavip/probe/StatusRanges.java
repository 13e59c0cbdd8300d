package io.exavip.probe;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The HTTP status codes that count as healthy.
 *
 * @param ranges at least one range
 */
public record StatusRanges(List<Range> ranges) {
  private static final Pattern FORM = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");

  /** 200 to 399. */
  public static final StatusRanges DEFAULT = new StatusRanges(List.of(new Range(200, 399)));

  /**
   * Status codes from one to another.
   *
   * @param from the first, 100 or more
   * @param to the last, 599 or less, not below {@code from}
   */
  public record Range(int from, int to) {
    @Override
    public String toString() {
      return from == to ? String.valueOf(from) : from + "-" + to;
    }
  }

  /**
   * Reads codes and ranges parted by commas: {@code 200-399,404}.
   *
   * @param text the text to read
   * @return the ranges
   * @throws IllegalArgumentException if the text is anything else
   */
  public static StatusRanges parse(String text) {
    return new StatusRanges(Arrays.stream(text.split(",", -1)).map(StatusRanges::range).toList());
  }

  /**
   * Whether a status code counts as healthy.
   *
   * @param status the status code
   * @return true if it lies in one of the ranges
   */
  public boolean contains(int status) {
    return ranges.stream().anyMatch(r -> r.from() <= status && status <= r.to());
  }

  @Override
  public String toString() {
    return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
  }

  private static Range range(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("not a status range");
    }
    int from = Integer.parseInt(form.group(1));
    int to = form.group(2) == null ? from : Integer.parseInt(form.group(2));
    if (to < from) {
      throw new IllegalArgumentException("not a status range");
    }
    return new Range(from, to);
  }
}
