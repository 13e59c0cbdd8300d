package io.exavip.ping;

import java.io.PrintStream;

/**
 * Where and how a ping prints.
 *
 * @param out takes probes and report
 * @param err takes warnings
 * @param json true: one JSON object a line; false: lines for people
 * @param summaryOnly true: the report alone
 */
public record PingOutput(PrintStream out, PrintStream err, boolean json, boolean summaryOnly) {}
