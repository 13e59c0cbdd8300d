package io.exavip.doctor;

import io.exavip.config.Printable;
import jakarta.json.spi.JsonProvider;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints findings. */
public final class Report {
  private static final JsonProvider JSON = JsonProvider.provider();

  private final PrintStream out;

  /**
   * Makes a report.
   *
   * @param out where it is printed
   */
  public Report(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints findings for people, and a summary.
   *
   * @param file the file that was looked at
   * @param findings all findings, notes too
   * @param notes whether notes are printed
   */
  public void text(Path file, List<Finding> findings, boolean notes) {
    for (Finding finding : findings) {
      if (notes || finding.severity() != Severity.NOTE) {
        out.printf(
            "%-7s  %s: %s%n",
            finding.severity(),
            Printable.text(finding.where().toString()),
            Printable.text(finding.what()));
        if (!finding.fix().isEmpty()) {
          out.printf("%-7s  fix: %s%n", "", Printable.text(finding.fix()));
        }
      }
    }
    out.println(
        file + ": " + count(findings, Severity.ERROR) + ", " + count(findings, Severity.WARNING));
  }

  /**
   * Prints findings as JSON, one object a line. The keys are stable: severity, rule, file, line (0:
   * the whole file), what, fix.
   *
   * @param findings all findings
   * @param notes whether notes are printed
   */
  public void json(List<Finding> findings, boolean notes) {
    findings.stream()
        .filter(finding -> notes || finding.severity() != Severity.NOTE)
        .forEach(
            finding ->
                out.println(
                    JSON.createObjectBuilder()
                        .add("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                        .add("rule", finding.rule())
                        .add("file", finding.where().file().toString())
                        .add("line", finding.where().line())
                        .add("what", finding.what())
                        .add("fix", finding.fix())
                        .build()));
  }

  private static String count(List<Finding> findings, Severity severity) {
    long number = findings.stream().filter(finding -> finding.severity() == severity).count();
    String word = severity.name().toLowerCase(Locale.ROOT);
    return number == 0 ? "no " + word + "s" : number + " " + word + (number == 1 ? "" : "s");
  }
}
