package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who comes next where not all may start. All times in milliseconds. */
class TurnsTest {
  private static final long MILLI = 1_000_000;

  private final ManualTimeline timeline = new ManualTimeline();
  private final ProbeWindow window = new ProbeWindow(1000, () -> true);
  private boolean keepsUp = true;
  private final Turns turns = new Turns(window, () -> keepsUp, timeline);
  private final List<String> called = new ArrayList<>();

  @Test
  void whileNobodyWaitsEveryoneMayStart() {
    assertThat(turns.isTurnOf(service("a"))).isTrue();
    assertThat(turns.isTurnOf(service("b"))).isTrue();
  }

  @Test
  void whoWaitsIsCalledInTheOrderOfWaiting() {
    fill();
    wait("a", "b", "c");
    timeline.advanceTo(100 * MILLI);
    assertThat(called).isEmpty();

    window.change(-1);
    turns.goOn();
    assertThat(called).containsExactly("a");
    window.change(-2);
    timeline.advanceTo(110 * MILLI);
    assertThat(called).containsExactly("a", "b", "c");
  }

  @Test
  void nobodyOvertakes() {
    fill();
    wait("a");
    window.change(-2);
    assertThat(turns.isTurnOf(service("b"))).isFalse();
    timeline.advanceTo(10 * MILLI);
    assertThat(called).containsExactly("a", "b");
  }

  @Test
  void whoWaitsForFiveSecondsIsCalledAlthoughTheWindowIsClosed() {
    fill();
    wait("a");
    timeline.advanceTo(4999 * MILLI);
    assertThat(called).isEmpty();
    timeline.advanceTo(5000 * MILLI);
    assertThat(called).containsExactly("a");
  }

  @Test
  void afterAStandstillNotAllAreCalledAtOnce() {
    keepsUp = false;
    for (int i = 0; i < 40; i++) {
      wait("s" + i);
    }
    keepsUp = true;
    timeline.advanceTo(10 * MILLI);
    assertThat(called).hasSize(16);
    timeline.advanceTo(30 * MILLI);
    assertThat(called).hasSize(40);
  }

  @Test
  void whoHasLeftIsNotCalled() {
    fill();
    Runnable gone = service("gone");
    turns.isTurnOf(gone);
    wait("a");
    turns.leave(gone);
    timeline.advanceTo(5000 * MILLI);
    assertThat(called).containsExactly("a");
  }

  @Test
  void oneThatFailsWhenItIsCalledKeepsNobodyWaiting() {
    fill();
    turns.isTurnOf(
        () -> {
          throw new IllegalStateException("no memory");
        });
    wait("a");
    try {
      timeline.advanceTo(5000 * MILLI);
    } catch (IllegalStateException e) {
      called.add(e.getMessage());
    }
    timeline.advanceTo(5100 * MILLI);
    assertThat(called).containsExactly("no memory", "a");
  }

  /** As many probes are under way as the window has room for. */
  private void fill() {
    while (window.isOpen()) {
      window.change(1);
    }
  }

  private void wait(String... names) {
    for (String name : names) {
      assertThat(turns.isTurnOf(service(name))).isFalse();
    }
  }

  /** Starts a probe when it is called. */
  private Runnable service(String name) {
    return () -> {
      called.add(name);
      window.change(1);
    };
  }
}
