package io.exavip.ping;

import java.io.PrintStream;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** Prints outcomes as they come, and the report at the end. */
final class PingPrinter implements PingRun.Listener {
  private final PingPlan plan;
  private final PingOutput output;
  private final FailoverLog log;
  private final Runnable onOver;
  private final PingText text = new PingText(ZoneId.systemDefault());
  private final PingJson json = new PingJson(ZoneId.systemDefault());
  private final Set<String> warned = new HashSet<>();

  /**
   * Makes a printer.
   *
   * @param plan what is probed
   * @param output where to print, and how
   * @param log takes every outcome
   * @param onOver told when the report is printed, and when nobody reads any more
   */
  PingPrinter(PingPlan plan, PingOutput output, FailoverLog log, Runnable onOver) {
    this.plan = plan;
    this.output = output;
    this.log = log;
    this.onOver = onOver;
  }

  @Override
  public void onReply(Reply reply) {
    synchronized (log) {
      log.add(reply);
    }
    boolean sent = reply.kind() != Reply.Kind.NOT_SENT;
    if (!sent && !reply.text().equals(PingRun.LATE) && warned.add(reply.text())) {
      output.err().println("exavip: probes are not sent: " + reply.text());
    }
    if (output.summaryOnly()) {
      return;
    }
    if (output.json()) {
      print(json.line(reply));
    } else if (sent) {
      print(text.line(reply));
    }
  }

  @Override
  public void onEnd(long underWay) {
    FailoverReport report;
    synchronized (log) {
      for (long i = 0; i < underWay; i++) {
        log.addUnderWay();
      }
      report = log.report();
    }
    if (output.json()) {
      print(json.line(plan, report, Moment.now()));
    } else {
      StringBuilder lines = new StringBuilder(output.summaryOnly() ? "" : "\n");
      text.lines(plan, report).forEach(line -> lines.append(line).append('\n'));
      print(lines.substring(0, lines.length() - 1));
    }
    onOver.run();
  }

  /** One write a line, so that lines stay whole whoever else writes to the same file. */
  private void print(String line) {
    PrintStream out = output.out();
    out.print(line + "\n");
    if (out.checkError()) {
      onOver.run();
    }
  }
}
