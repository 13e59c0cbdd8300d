package io.exavip.doctor;

import io.exavip.exabgp.conf.Where;
import java.util.Comparator;

/**
 * Something that the doctor found.
 *
 * @param severity how bad it is
 * @param rule the name of the rule, stable, for scripts
 * @param where the place
 * @param what what is wrong and what comes of it
 * @param fix what to write or do; empty for a note
 */
public record Finding(Severity severity, String rule, Where where, String what, String fix) {
  /** The worst first, then in the order of the file. */
  static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::severity)
          .thenComparing(finding -> finding.where().file().toString())
          .thenComparingInt(finding -> finding.where().line());

  static Finding error(String rule, Where where, String what, String fix) {
    return new Finding(Severity.ERROR, rule, where, what, fix);
  }

  static Finding warning(String rule, Where where, String what, String fix) {
    return new Finding(Severity.WARNING, rule, where, what, fix);
  }

  /** The same as a warning. */
  Finding warning() {
    return new Finding(Severity.WARNING, rule, where, what, fix);
  }

  /** The same of the whole file, which says it of every neighbor alike. */
  Finding ofAll() {
    return new Finding(
        severity, rule, new Where(where.file(), 0), what.replaceFirst("^neighbor \\S+: ", ""), fix);
  }

  static Finding note(String rule, Where where, String what) {
    return new Finding(Severity.NOTE, rule, where, what, "");
  }
}
