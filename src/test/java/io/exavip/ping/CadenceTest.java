package io.exavip.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slot every 10 ns, the first at 1000. */
class CadenceTest {
  private final ManualTimeline timeline = new ManualTimeline();
  private final List<Long> calls = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private long left = Long.MAX_VALUE;
  private long takes;
  private boolean ended;

  @BeforeEach
  void thousand() {
    timeline.advanceTo(1000);
  }

  @Test
  void theFirstSlotIsAtOnceAndTheOthersFollowAtTheInterval() {
    start(Long.MAX_VALUE);
    timeline.advanceTo(1035);

    assertThat(calls).containsExactly(1000L, 1010L, 1020L, 1030L);
  }

  @Test
  void aCallThatTakesTimeDoesNotShiftTheNext() {
    takes = 7;
    start(Long.MAX_VALUE);
    timeline.advanceTo(1035);

    assertThat(calls).containsExactly(1000L, 1010L, 1020L, 1030L);
  }

  @Test
  void aCallThatComesLateDoesNotShiftTheNext() {
    start(Long.MAX_VALUE);
    timeline.advanceTo(1005);
    timeline.freezeUntil(1019);
    timeline.advanceTo(1035);

    assertThat(calls).containsExactly(1000L, 1019L, 1020L, 1030L);
    assertThat(missed).isEmpty();
  }

  @Test
  void afterAStandstillThereIsNoBurstAndTheSlotsLeftOutAreTold() {
    start(Long.MAX_VALUE);
    timeline.advanceTo(1005);
    timeline.freezeUntil(1057);
    timeline.advanceTo(1075);

    assertThat(calls).containsExactly(1000L, 1057L, 1060L, 1070L);
    assertThat(missed).containsExactly("4 at 1057");
  }

  @Test
  void nothingDriftsOverAMillionSlots() {
    start(Long.MAX_VALUE);
    timeline.advanceTo(10_001_000);

    assertThat(calls).hasSize(1_000_001).endsWith(10_001_000L);
  }

  @Test
  void theLastSlotBeginsBeforeTheLimit() {
    start(30);
    timeline.advanceTo(2000);

    assertThat(calls).containsExactly(1000L, 1010L, 1020L);
    assertThat(ended).isTrue();
  }

  @Test
  void aStandstillBeyondTheLimitTellsOnlyOfSlotsWithinIt() {
    start(30);
    timeline.advanceTo(1005);
    timeline.freezeUntil(1500);
    timeline.advanceTo(2000);

    assertThat(calls).containsExactly(1000L);
    assertThat(missed).containsExactly("2 at 1500");
    assertThat(ended).isTrue();
  }

  @Test
  void itEndsWithTheSlotThatWantsNoMore() {
    left = 2;
    start(Long.MAX_VALUE);
    timeline.advanceTo(2000);

    assertThat(calls).containsExactly(1000L, 1010L);
    assertThat(ended).isTrue();
  }

  @Test
  void afterAStopNothingIsCalledAnyMore() {
    Cadence cadence = start(Long.MAX_VALUE);
    timeline.advanceTo(1015);
    cadence.stop();
    timeline.advanceTo(2000);

    assertThat(calls).containsExactly(1000L, 1010L);
    assertThat(ended).isFalse();
  }

  private Cadence start(long limit) {
    Cadence.Slots slots =
        new Cadence.Slots() {
          @Override
          public boolean due() {
            calls.add(timeline.nanos());
            timeline.freezeUntil(timeline.nanos() + takes);
            return --left > 0;
          }

          @Override
          public void missed(long count) {
            missed.add(count + " at " + timeline.nanos());
          }
        };
    Cadence cadence = new Cadence(timeline, 10, limit, slots, () -> ended = true);
    cadence.start();
    timeline.advanceTo(1000);
    return cadence;
  }
}
