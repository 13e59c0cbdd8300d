package io.exavip.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeResult;
import io.exavip.time.ManualTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the probes under way mean for the fast lane of all services; at most 3 of each count. */
class ProbeSequenceTest {
  private final Traffic traffic =
      Traffic.of(1000, new Traffic.Load(() -> true, () -> false), new ManualTimeline());
  private final FastLane fastLane = traffic.fastLane();

  @Test
  void probesOfManyServicesCloseTheFastLaneUntilOneEnds() {
    ProbeSequence.Attempt attempt = null;
    ProbeSequence last = null;
    for (int i = 0; i < FastLane.LIMIT; i++) {
      assertThat(fastLane.isOpen()).isTrue();
      last = new ProbeSequence(traffic, 3);
      attempt = last.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isFalse();
    last.ended(attempt, ProbeResult.success("ok"));
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void theProbesOfOneServiceDoNotCloseIt() {
    ProbeSequence one = new ProbeSequence(traffic, 3);
    for (int i = 0; i < 10 * FastLane.LIMIT; i++) {
      one.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void probesThatAreDroppedCountNoMore() {
    List<ProbeSequence> all = new ArrayList<>();
    for (int i = 0; i < FastLane.LIMIT; i++) {
      all.add(new ProbeSequence(traffic, 3));
      all.get(i).started(0, () -> {});
    }
    all.get(0).dropAll();
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void aServiceWhoseProbesHangTakesNoMorePlacesThanAreOfUse() {
    ProbeSequence hanging = new ProbeSequence(traffic, 3);
    fill(hanging);
    assertThat(hanging.size()).isEqualTo(ProbePlaces.OFTEN);

    ProbeSequence patient = new ProbeSequence(traffic, 100);
    fill(patient);
    assertThat(patient.size()).isEqualTo(100);
  }

  @Test
  void whenAllPlacesAreTakenEveryServiceStillHasOne() {
    for (int i = 0; i < 1000; i++) {
      fill(new ProbeSequence(traffic, 3));
    }
    ProbeSequence late = new ProbeSequence(traffic, 3);
    fill(late);
    assertThat(late.size()).isEqualTo(1);
  }

  @Test
  void thereIsABoundOverAllServices() {
    List<ProbeSequence> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ProbeSequence sequence = new ProbeSequence(traffic, 1000);
      fill(sequence);
      all.add(sequence);
    }
    assertThat(all.stream().mapToInt(ProbeSequence::size).sum())
        .isEqualTo(1000 + ProbePlaces.SHARED);
  }

  @Test
  void aPlaceThatIsGivenBackIsTakenByTheNext() {
    ProbeSequence greedy = new ProbeSequence(traffic, 1000);
    fill(greedy);
    ProbeSequence other = new ProbeSequence(traffic, 3);
    fill(other);
    greedy.dropAll();
    assertThat(other.hasRoom()).isTrue();
    fill(other);
    assertThat(other.size()).isEqualTo(ProbePlaces.OFTEN);
  }

  private static void fill(ProbeSequence sequence) {
    while (sequence.hasRoom()) {
      sequence.started(0, () -> {});
    }
  }
}
