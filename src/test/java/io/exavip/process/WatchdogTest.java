package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final ManualTimeline engine = new ManualTimeline();
  private boolean loopIsWell = true;
  private final Watchdog watchdog =
      new Watchdog(
          List.of(
              new Watchdog.Heart("the engine", engine::execute),
              new Watchdog.Heart("an event loop", this::loop)),
          () -> {});

  @Test
  void leavesAProcessThatRunsAlone() {
    for (int i = 0; i < 10 * Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isEmpty();
      engine.advanceTo(i);
    }
  }

  @Test
  void endsAProcessWhoseEngineStandsStill() {
    int ticks = 1;
    while (watchdog.tick().isEmpty()) {
      ticks++;
    }
    assertThat(ticks).isEqualTo(Watchdog.PATIENCE_TICKS + 1);
    assertThat(watchdog.tick()).contains("the engine");
  }

  @Test
  void endsAProcessOfWhichOnePartStandsStillThoughTheOthersGoOn() {
    loopIsWell = false;
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isEmpty();
      engine.advanceTo(i);
    }
    assertThat(watchdog.tick()).contains("an event loop");
  }

  @Test
  void aPartThatCannotBeAskedStandsStill() {
    Watchdog lonely =
        new Watchdog(
            List.of(
                new Watchdog.Heart(
                    "a closed loop",
                    task -> {
                      throw new IllegalStateException("closed");
                    })),
            () -> {});
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(lonely.tick()).isEmpty();
    }
    assertThat(lonely.tick()).contains("a closed loop");
  }

  @Test
  void forgivesAStandstillThatEndsInTime() {
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isEmpty();
    }
    engine.advanceTo(1);
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isEmpty();
    }
  }

  @Test
  void aWatchdogThatFailsEndsTheProcessSinceNobodyWouldWatch() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    new Watchdog(
            List.of(
                new Watchdog.Heart(
                    "odd",
                    task -> {
                      throw new AssertionError("no class");
                    })),
            ended::countDown)
        .start();
    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private void loop(Runnable beat) {
    if (loopIsWell) {
      beat.run();
    }
  }
}
