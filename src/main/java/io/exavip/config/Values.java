package io.exavip.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Readers of plain values. They throw IllegalArgumentException on anything else. */
final class Values {
  private static final Pattern DURATION =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?(ms|s|m|h)?");

  private Values() {}

  /** A time such as 200ms, 1s, 2m; a bare number is seconds, as exabgp healthcheck has it. */
  static Duration duration(Raw raw, Duration min, Duration max) {
    String allowed =
        text(min) + " to " + text(max) + ", such as 200ms, 1s or 2m; a bare number is seconds";
    return raw.read(
        allowed,
        text -> {
          Duration value = duration(text);
          if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        });
  }

  static long number(Raw raw, long min, long max) {
    return raw.read(
        min + " to " + max,
        text -> {
          if (!text.matches("\\d{1,10}")) {
            throw new IllegalArgumentException("not a number");
          }
          long value = Long.parseLong(text);
          if (value < min || value > max) {
            throw new IllegalArgumentException("out of range");
          }
          return value;
        });
  }

  static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("not a truth value");
    };
  }

  static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0 && millis > 0) {
      return millis / 3_600_000 + "h";
    }
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private static Duration duration(String text) {
    Matcher form = DURATION.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a time");
    }
    long unit =
        switch (form.group(2) == null ? "s" : form.group(2)) {
          case "ms" -> 1_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 1_000_000_000L;
        };
    BigDecimal nanos = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit));
    return Duration.ofNanos(nanos.longValue());
  }
}
