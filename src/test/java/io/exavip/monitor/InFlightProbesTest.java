package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeResult;
import io.exavip.time.ManualTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the probes under way mean for the fast lane of all services; at most 3 of each count. */
class InFlightProbesTest {
  private final Traffic traffic =
      Traffic.of(1000, new Traffic.Load(() -> true, () -> false), new ManualTimeline());
  private final ProbeConcurrency fastLane = traffic.fastLane();

  @Test
  void probesOfManyServicesCloseTheFastLaneUntilOneEnds() {
    InFlightProbes.Attempt attempt = null;
    InFlightProbes last = null;
    for (int i = 0; i < ProbeConcurrency.LIMIT; i++) {
      assertThat(fastLane.isOpen()).isTrue();
      last = new InFlightProbes(traffic, 3);
      attempt = last.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isFalse();
    last.ended(attempt, ProbeResult.success("ok"));
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void theProbesOfOneServiceDoNotCloseIt() {
    InFlightProbes one = new InFlightProbes(traffic, 3);
    for (int i = 0; i < 10 * ProbeConcurrency.LIMIT; i++) {
      one.started(0, () -> {});
    }
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void probesThatAreDroppedCountNoMore() {
    List<InFlightProbes> all = new ArrayList<>();
    for (int i = 0; i < ProbeConcurrency.LIMIT; i++) {
      all.add(new InFlightProbes(traffic, 3));
      all.get(i).started(0, () -> {});
    }
    all.get(0).dropAll();
    assertThat(fastLane.isOpen()).isTrue();
  }

  @Test
  void aServiceWhoseProbesHangTakesNoMorePlacesThanAreOfUse() {
    InFlightProbes hanging = new InFlightProbes(traffic, 3);
    fill(hanging);
    assertThat(hanging.size()).isEqualTo(ProbeSlots.OFTEN);

    InFlightProbes patient = new InFlightProbes(traffic, 100);
    fill(patient);
    assertThat(patient.size()).isEqualTo(100);
  }

  @Test
  void whenAllPlacesAreTakenEveryServiceStillHasOne() {
    for (int i = 0; i < 1000; i++) {
      fill(new InFlightProbes(traffic, 3));
    }
    InFlightProbes late = new InFlightProbes(traffic, 3);
    fill(late);
    assertThat(late.size()).isEqualTo(1);
  }

  @Test
  void thereIsABoundOverAllServices() {
    List<InFlightProbes> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      InFlightProbes sequence = new InFlightProbes(traffic, 1000);
      fill(sequence);
      all.add(sequence);
    }
    assertThat(all.stream().mapToInt(InFlightProbes::size).sum())
        .isEqualTo(1000 + ProbeSlots.SHARED);
  }

  @Test
  void aPlaceThatIsGivenBackIsTakenByTheNext() {
    InFlightProbes greedy = new InFlightProbes(traffic, 1000);
    fill(greedy);
    InFlightProbes other = new InFlightProbes(traffic, 3);
    fill(other);
    greedy.dropAll();
    assertThat(other.hasRoom()).isTrue();
    fill(other);
    assertThat(other.size()).isEqualTo(ProbeSlots.OFTEN);
  }

  private static void fill(InFlightProbes sequence) {
    while (sequence.hasRoom()) {
      sequence.started(0, () -> {});
    }
  }
}
