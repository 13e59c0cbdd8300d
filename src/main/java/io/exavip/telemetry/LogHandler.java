package io.exavip.telemetry;

import io.exavip.config.Printable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Writes log records as lines, the one place where every text in them is escaped and cut. It takes
 * no lock while a line is written.
 */
final class LogHandler extends Handler {
  /** Characters of a line at most, its time apart; of what is longer the length is said. */
  static final int LINE_LENGTH = 2000;

  private static final int MOST_FRAMES = 30;
  private static final int MOST_CAUSES = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());

  private final Formatter message = new PatternFormatter("%s");
  private final LogLimit limit = new LogLimit();
  private final Consumer<String> lines;

  /**
   * Makes a handler.
   *
   * @param lines takes the lines, without their ends
   */
  LogHandler(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public void publish(LogRecord logged) {
    if (!isLoggable(logged)) {
      return;
    }
    String text = Printable.text(message.format(logged), LINE_LENGTH);
    List<String> trace = trace(logged.getThrown());
    if (logged.getLevel().intValue() >= Level.INFO.intValue()) {
      // Who asks for every probe gets every probe: what is finer is bounded by the queue alone.
      String known = trace.isEmpty() ? text : text + trace.get(0);
      LogLimit.Admission admission;
      synchronized (limit) {
        admission = limit.admit(logged.getLoggerName(), known, System.nanoTime());
      }
      admission.before().forEach(line -> lines.accept(told(line)));
      if (!admission.admitted()) {
        return;
      }
    }
    lines.accept(line(logged.getInstant(), logged.getLevel().getName(), text));
    trace.forEach(lines);
  }

  /** What is to be told now of lines that were not written. */
  List<String> due() {
    synchronized (limit) {
      return limit.due(System.nanoTime()).stream().map(LogHandler::told).toList();
    }
  }

  /** The line that says how many lines were lost. */
  static String lost(long count) {
    return line(
        Instant.now(), "WARN", count + " lines of the log are lost: standard error was not read");
  }

  @Override
  public void flush() {
    // lines are on their way
  }

  @Override
  public void close() {
    // open until the end
  }

  private static String told(String text) {
    return line(Instant.now(), "WARN", text);
  }

  private static String line(Instant time, String level, String text) {
    return TIME.format(time) + " exavip " + level + " " + text;
  }

  private static List<String> trace(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      lines.add((depth == 0 ? "" : "Caused by: ") + Printable.text(cause.toString(), LINE_LENGTH));
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MOST_FRAMES); i++) {
        lines.add("\tat " + frames[i]);
      }
      cause = cause.getCause();
    }
    return lines;
  }
}
