package io.exavip.time;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessStartTest {
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  @Test
  void theProcessIsOlderThanItsVirtualMachine() {
    long upNanos = TimeUnit.MILLISECONDS.toNanos(ManagementFactory.getRuntimeMXBean().getUptime());
    assertThat(System.nanoTime() - ProcessStart.nanos()).isGreaterThan(upNanos - 2 * TICK);
  }

  @Test
  void itIsTheSameWheneverItIsAsked() {
    long first = ProcessStart.nanos();
    long before = System.nanoTime();
    long second = ProcessStart.nanos();
    long took = System.nanoTime() - before;
    assertThat(second - first).isBetween(-took - 2 * TICK, took + 2 * TICK);
  }

  @Test
  void aNameWithBracketsAndBlanksIsPassedOver() {
    String stat = "7 (a) S 1 b) S 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 4711 23 24";
    assertThat(ProcessStart.ticks(stat.getBytes(ISO_8859_1))).isEqualTo(4711);
  }
}
