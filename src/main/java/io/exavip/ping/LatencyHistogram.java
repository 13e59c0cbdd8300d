package io.exavip.ping;

import java.util.Optional;

/**
 * Counts latencies in buckets that grow with them, in fixed memory. A percentile is off by at most
 * 0.4 %: each power of two has 128 buckets, and the middle of a bucket is told. Least and greatest
 * are exact.
 */
final class LatencyHistogram {
  private static final int BITS = 7;
  private static final int BUCKETS = 1 << BITS;
  private static final int POWERS = Long.SIZE - BITS;

  private final long[] counts = new long[POWERS * BUCKETS];
  private long total;
  private long min = Long.MAX_VALUE;
  private long max;

  void add(long nanos) {
    long value = Math.max(0, nanos);
    counts[bucket(value)]++;
    total++;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** The percentiles; empty if there is no latency. */
  Optional<Latencies> latencies() {
    return total == 0
        ? Optional.empty()
        : Optional.of(new Latencies(min, percentile(0.5), percentile(0.9), percentile(0.99), max));
  }

  private long percentile(double part) {
    long wanted = (long) Math.ceil(part * total);
    long seen = 0;
    int bucket = -1;
    while (seen < wanted) {
      bucket++;
      seen += counts[bucket];
    }
    return Math.min(max, Math.max(min, middle(bucket)));
  }

  /** Values below 128 have a bucket each; above, the first eight bits of a value name it. */
  private static int bucket(long value) {
    int power = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - BITS - 1);
    return (int) (power * BUCKETS + (value >> power));
  }

  private static long middle(int bucket) {
    int power = Math.max(0, bucket / BUCKETS - 1);
    long low = (long) (bucket - power * BUCKETS) << power;
    return low + (1L << power >> 1);
  }
}
