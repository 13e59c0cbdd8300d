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

  private final PrintStream out;
  private final boolean json;
  private final boolean everyProbe;
  private final Runnable onClosed;

  /**
   * Makes a printer.
   *
   * @param out where to
   * @param json true: one JSON object a line; false: lines for people
   * @param everyProbe whether outcomes that change nothing are printed, too
   * @param onClosed told when nobody reads any more
   */
  public DecisionPrinter(PrintStream out, boolean json, boolean everyProbe, Runnable onClosed) {
    this.out = out;
    this.json = json;
    this.everyProbe = everyProbe;
    this.onClosed = onClosed;
  }

  @Override
  public void onEvent(ServiceEvent event) {
    if (!everyProbe && !event.isChange()) {
      return;
    }
    String time = TIME.format(OffsetDateTime.now().truncatedTo(ChronoUnit.MILLIS));
    out.println(json ? DecisionJson.of(time, event) : time + " " + DecisionText.of(event));
    if (out.checkError()) {
      onClosed.run();
    }
  }
}
