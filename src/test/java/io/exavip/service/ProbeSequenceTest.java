package io.exavip.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the probes under way mean for the fast lane of all services; at most 3 of each count. */
class ProbeSequenceTest {
  private final FastLane fastLane = new FastLane();

  @Test
  void probesOfManyServicesCloseTheFastLaneUntilOneEnds() {
    ProbeSequence.Attempt attempt = null;
    ProbeSequence last = null;
    for (int i = 0; i < FastLane.LIMIT; i++) {
      assertThat(fastLane.isOpen()).isTrue();
      last = new ProbeSequence(fastLane, 3);
      attempt = last.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isFalse();
    last.ended(attempt, ProbeResult.success("ok"));
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void theProbesOfOneServiceDoNotCloseIt() {
    ProbeSequence one = new ProbeSequence(fastLane, 3);
    for (int i = 0; i < 10 * FastLane.LIMIT; i++) {
      one.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void probesThatAreDroppedCountNoMore() {
    List<ProbeSequence> all = new ArrayList<>();
    for (int i = 0; i < FastLane.LIMIT; i++) {
      all.add(new ProbeSequence(fastLane, 3));
      all.get(i).started(0, () -> {});
    }
    all.get(0).dropAll();
    assertThat(fastLane.isOpen()).isTrue();
  }
}
