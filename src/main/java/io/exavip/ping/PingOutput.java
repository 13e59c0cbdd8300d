package io.exavip.ping;

import java.io.PrintStream;

/**
 * Where and how a ping prints.
 *
 * @param out takes probes and report
 * @param err takes warnings
 * @param format how
 * @param summaryOnly true: the report alone
 */
public record PingOutput(PrintStream out, PrintStream err, Format format, boolean summaryOnly) {
  /** How a line is written. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One JSON object a line. */
    JSON
  }
}
