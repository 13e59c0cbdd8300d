package io.exavip.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the log: equal lines in a row are counted, and no source may write more than some lines a
 * second. What is left out is said. A source is a logger and the first word of its line, which of a
 * decision is the service: one that flaps does not silence the others.
 */
final class LogLimit {
  /** Lines that a source may write at once. */
  static final int BURST = 200;

  /** Lines a second that it may write for ever. */
  static final int LINES_PER_SECOND = 10;

  /** Equal lines are told of this often, and lines that are left out, too. */
  static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final int MOST_SOURCES = 4096;
  private static final int SOURCE_LENGTH = 80;
  private static final double NANOS_PER_LINE = 1e9 / LINES_PER_SECOND;

  private static final class Source {
    private double room = BURST;
    private long at;

    Source(long now) {
      at = now;
    }

    boolean take(long now) {
      room = Math.min(BURST, room + (now - at) / NANOS_PER_LINE);
      at = now;
      if (room < 1) {
        return false;
      }
      room--;
      return true;
    }
  }

  private final Map<String, Source> sources =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Source> eldest) {
          return size() > MOST_SOURCES;
        }
      };

  private String last = "";
  private long repeated;
  private long repeatedSince;
  private long leftOut;
  private long leftOutSince;
  private String loudest = "";

  /**
   * What is to be written.
   *
   * @param before what is to be told first, of lines that were not written
   * @param admitted whether the line itself may be written
   */
  record Admission(List<String> before, boolean admitted) {}

  /**
   * Whether a line may be written.
   *
   * @param logger who writes it
   * @param line the line without its time
   * @param now the time, in nanoseconds
   */
  Admission admit(String logger, String line, long now) {
    if (line.equals(last)) {
      repeatedSince = repeated == 0 ? now : repeatedSince;
      repeated++;
      return new Admission(due(now), false);
    }
    String word = firstWord(line);
    Source source = sources.computeIfAbsent(logger + ' ' + word, key -> new Source(now));
    if (!source.take(now)) {
      leftOutSince = leftOut == 0 ? now : leftOutSince;
      leftOut++;
      loudest = word;
      return new Admission(due(now), false);
    }
    List<String> before = repeated > 0 ? new ArrayList<>(List.of(repeats())) : new ArrayList<>();
    before.addAll(due(now));
    last = line;
    return new Admission(before, true);
  }

  /**
   * What is to be told now of lines that were not written.
   *
   * @param now the time, in nanoseconds
   */
  List<String> due(long now) {
    List<String> due = new ArrayList<>();
    if (repeated > 0 && now - repeatedSince >= TELL_NANOS) {
      due.add(repeats());
    }
    if (leftOut > 0 && now - leftOutSince >= TELL_NANOS) {
      due.add(
          "%d lines were left out, the last of '%s': at most %d a second of one kind"
              .formatted(leftOut, loudest, LINES_PER_SECOND));
      leftOut = 0;
    }
    return due;
  }

  private String repeats() {
    String line = "the line before came %d more times".formatted(repeated);
    repeated = 0;
    return line;
  }

  private static String firstWord(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    return word.length() > SOURCE_LENGTH ? word.substring(0, SOURCE_LENGTH) : word;
  }
}
