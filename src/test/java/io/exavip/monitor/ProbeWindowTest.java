package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many probes may be under way. */
class ProbeWindowTest {
  private boolean busy = true;
  private final ProbeWindow window = new ProbeWindow(1000, () -> busy);
  private int underWay;
  private long now;

  @Test
  void aBusyMachineBeginsWithADoubleFloor() {
    assertThat(room()).isEqualTo(ProbeWindow.FIRST);
  }

  @Test
  void whatIsUnderWayWhenTheMachineBecomesBusyIsNotTooMuchYet() {
    busy = false;
    start(700);
    busy = true;
    assertThat(room()).isEqualTo(700);
  }

  @Test
  void withIdleTimeThereIsNoLimitHoweverLateTheOutcomesAre() {
    busy = false;
    start(5000);
    for (int i = 0; i < 20; i++) {
      periodOf(10, 0);
    }
    assertThat(window.isOpen()).isTrue();
    assertThat(window.isCongested()).isFalse();
  }

  @Test
  void itNarrowsWhileMostOutcomesAreLateDownToTheFloor() {
    assertThat(room()).isEqualTo(128);
    periodOf(10, 5);
    assertThat(size()).isEqualTo(96);
    for (int i = 0; i < 20; i++) {
      periodOf(10, 0);
    }
    assertThat(size()).isEqualTo(ProbeWindow.FLOOR);
  }

  @Test
  void itWidensWhileMostAreInTimeAndItIsUsedUp() {
    room();
    periodOf(3, 10);
    assertThat(window.isCongested()).isFalse();
    assertThat(room()).isEqualTo(144);
    periodOf(3, 10);
    assertThat(room()).isEqualTo(162);
  }

  @Test
  void aStandstillIsToldByTheFirstLateOutcomes() {
    room();
    for (int i = 0; i < 1000; i++) {
      window.ended(false, now);
    }
    for (int i = 0; i < ProbeWindow.DECISIVE; i++) {
      window.ended(true, now);
      assertThat(window.isCongested()).isFalse();
    }
    window.ended(true, now);
    assertThat(window.isCongested()).isTrue();
    for (int i = 0; i < ProbeWindow.DECISIVE; i++) {
      window.ended(false, now);
    }
    assertThat(window.isCongested()).isFalse();
  }

  @Test
  void itDoesNotWidenWhileItIsNotUsedUp() {
    start(10);
    window.isOpen();
    for (int i = 0; i < 50; i++) {
      periodOf(0, 10);
    }
    assertThat(room()).isEqualTo(ProbeWindow.FIRST);
  }

  @Test
  void aFewOutcomesDecideNothing() {
    room();
    periodOf(ProbeWindow.ENOUGH - 1, 0);
    assertThat(size()).isEqualTo(ProbeWindow.FIRST);
  }

  @Test
  void fewProbesThatAreLateAreNoneOfOurOwnMaking() {
    start(ProbeWindow.FLOOR - 1);
    window.isOpen();
    periodOf(50, 0);
    assertThat(window.isCongested()).isFalse();
  }

  @Test
  void fewServicesAreNeverLimited() {
    ProbeWindow few = new ProbeWindow(ProbeWindow.FLOOR, () -> true);
    few.change(1000);
    assertThat(few.isOpen()).isTrue();
  }

  /** Starts as many probes as there is room for; how many are under way then. */
  private int room() {
    while (window.isOpen()) {
      start(1);
    }
    return underWay;
  }

  /** Ends probes until there is room; how many it takes to close the window. */
  private int size() {
    while (!window.isOpen()) {
      start(-1);
    }
    return room();
  }

  private void start(int probes) {
    underWay += probes;
    window.change(probes);
  }

  /** The outcomes of a period come all at its end. */
  private void periodOf(int late, int inTime) {
    now += ProbeWindow.PERIOD.toNanos();
    for (int i = 0; i < late + inTime - 1; i++) {
      window.ended(i < late, now - 1);
    }
    window.ended(inTime == 0, now);
  }
}
