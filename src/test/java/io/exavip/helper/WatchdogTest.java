package io.exavip.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {
  private final ManualTimeline engine = new ManualTimeline();
  private final AtomicInteger stalls = new AtomicInteger();
  private final Watchdog watchdog = new Watchdog(engine, stalls::incrementAndGet);

  @Test
  void leavesAnEngineThatRunsAlone() {
    for (int i = 0; i < 10 * Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isTrue();
      engine.advanceTo(i);
    }
    assertThat(stalls).hasValue(0);
  }

  @Test
  void endsAProcessWhoseEngineStandsStill() {
    int ticks = 1;
    while (watchdog.tick()) {
      ticks++;
    }
    assertThat(ticks).isEqualTo(Watchdog.PATIENCE_TICKS + 1);
    assertThat(stalls).hasValue(1);
  }

  @Test
  void forgivesAStandstillThatEndsInTime() {
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isTrue();
    }
    engine.advanceTo(1);
    for (int i = 0; i < Watchdog.PATIENCE_TICKS; i++) {
      assertThat(watchdog.tick()).isTrue();
    }
    assertThat(stalls).hasValue(0);
  }
}
