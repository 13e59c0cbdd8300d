package io.exavip.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.Law;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final double PRECISION = 0.4;
  private static final int MOST_MORE_VALUES = 300;
  private static final long HOUR_NANOS = 3_600_000_000_000L;

  @Test
  void withoutLatenciesThereAreNoPercentiles() {
    assertThat(new LatencyHistogram().latencies()).isEmpty();
  }

  @Test
  void aSingleLatencyIsEveryPercentile() {
    assertThat(of(List.of(1_234_567L)))
        .isEqualTo(new Latencies(1_234_567, 1_234_567, 1_234_567, 1_234_567, 1_234_567));
  }

  @Test
  void aNegativeLatencyCountsAsNone() {
    assertThat(of(List.of(-5L)).max()).isZero();
  }

  @Test
  void percentilesAreAsGoodAsSaid() {
    Law.holds(
        LatencyHistogramTest::anyLatency,
        MOST_MORE_VALUES,
        first -> LatencyHistogramTest::anyLatency,
        (first, more) -> areGood(Stream.concat(Stream.of(first), more.stream()).toList()));
  }

  private static void areGood(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);

    Latencies latencies = of(values);

    assertThat(latencies.min()).isEqualTo(sorted.get(0));
    assertThat(latencies.max()).isEqualTo(sorted.get(sorted.size() - 1));
    isNear(latencies.p50(), sorted, 0.5);
    isNear(latencies.p90(), sorted, 0.9);
    isNear(latencies.p99(), sorted, 0.99);
  }

  /** From none to an hour, each order of magnitude as often as the others. */
  private static long anyLatency(RandomGenerator random) {
    return Math.min(HOUR_NANOS, random.nextLong() >>> random.nextInt(22, 64));
  }

  private static void isNear(long told, List<Long> sorted, double part) {
    long exact = sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    assertThat(told).isCloseTo(exact, Percentage.withPercentage(PRECISION));
  }

  private static Latencies of(List<Long> values) {
    LatencyHistogram histogram = new LatencyHistogram();
    values.forEach(histogram::add);
    return histogram.latencies().orElseThrow();
  }
}
