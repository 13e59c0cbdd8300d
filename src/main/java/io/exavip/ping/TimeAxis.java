package io.exavip.ping;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the ticks of a time axis are, and what stands there: round times of day. */
final class TimeAxis {
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1000 * MILLI;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private static final long[] STEPS = {
    MILLI,
    2 * MILLI,
    5 * MILLI,
    10 * MILLI,
    20 * MILLI,
    50 * MILLI,
    100 * MILLI,
    200 * MILLI,
    500 * MILLI,
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    24 * HOUR
  };

  /**
   * A tick.
   *
   * @param nanos nanoseconds after the beginning of the axis
   * @param label the time of day
   */
  record Tick(long nanos, String label) {}

  private TimeAxis() {}

  /**
   * The ticks of an axis.
   *
   * @param from its beginning
   * @param nanos its length
   * @param most so many steps at most
   * @param zone for the time of day
   */
  static List<Tick> ticks(Instant from, long nanos, int most, ZoneId zone) {
    long step = step(nanos, most);
    ZonedDateTime start = from.atZone(zone);
    long ofDay = start.toLocalTime().toNanoOfDay();
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern(step), Locale.ROOT);
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.floorMod(-ofDay, step); at <= nanos; at += step) {
      ticks.add(new Tick(at, format.format(start.plusNanos(at))));
    }
    return ticks;
  }

  private static long step(long nanos, int most) {
    for (long step : STEPS) {
      if (nanos / step <= most) {
        return step;
      }
    }
    return 24 * HOUR * (nanos / (24 * HOUR * most) + 1);
  }

  private static String pattern(long step) {
    if (step >= 24 * HOUR) {
      return "MMM d";
    }
    if (step >= MINUTE) {
      return "HH:mm";
    }
    if (step >= SECOND) {
      return "HH:mm:ss";
    }
    return step >= 100 * MILLI ? "HH:mm:ss.S" : step >= 10 * MILLI ? "HH:mm:ss.SS" : "HH:mm:ss.SSS";
  }
}
