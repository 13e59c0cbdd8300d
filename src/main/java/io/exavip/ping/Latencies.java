package io.exavip.ping;

/**
 * How long answers took, in nanoseconds from the start of the probe to the end of the answer.
 *
 * @param min the shortest
 * @param p50 half of them took at most this
 * @param p90 90 percent
 * @param p99 99 percent
 * @param max the longest
 */
public record Latencies(long min, long p50, long p90, long p99, long max) {}
