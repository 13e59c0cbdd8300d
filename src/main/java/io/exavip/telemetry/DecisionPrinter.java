package io.exavip.telemetry;

import io.exavip.monitor.ServiceEvent;
import io.exavip.monitor.ServiceListener;
import java.io.PrintStream;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Prints decisions line by line, for {@code --dry-run}. */
public final class DecisionPrinter implements ServiceListener {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  /** How a line is written. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }

  private final PrintStream out;
  private final Format format;
  private final boolean everyProbe;
  private final Runnable onClosed;

  /**
   * Makes a printer.
   *
   * @param out where to
   * @param format how
   * @param everyProbe whether outcomes that change nothing are printed, too
   * @param onClosed told when nobody reads any more
   */
  public DecisionPrinter(PrintStream out, Format format, boolean everyProbe, Runnable onClosed) {
    this.out = out;
    this.format = format;
    this.everyProbe = everyProbe;
    this.onClosed = onClosed;
  }

  @Override
  public void onEvent(ServiceEvent event) {
    if (!everyProbe && !event.isChange()) {
      return;
    }
    String time = TIME.format(OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS));
    out.println(
        format == Format.JSON ? DecisionJson.of(time, event) : time + " " + DecisionText.of(event));
    if (out.checkError()) {
      onClosed.run();
    }
  }
}
