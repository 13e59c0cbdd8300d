package io.exavip.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final double PRECISION = 0.4;

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

  @Property
  void percentilesAreAsGoodAsSaid(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(max = 3_600_000_000_000L) Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);

    Latencies latencies = of(values);

    assertThat(latencies.min()).isEqualTo(sorted.get(0));
    assertThat(latencies.max()).isEqualTo(sorted.get(sorted.size() - 1));
    isNear(latencies.p50(), sorted, 0.5);
    isNear(latencies.p90(), sorted, 0.9);
    isNear(latencies.p99(), sorted, 0.99);
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
