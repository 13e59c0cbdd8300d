package io.exavip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What floods the log is counted instead. */
class LogLimitTest {
  private static final String LOGGER = "exavip.decision";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LogLimit limit = new LogLimit();
  private long now;

  @Test
  void equalLinesInARowAreCounted() {
    assertThat(admits("web DOWN")).isTrue();
    for (int i = 0; i < 5; i++) {
      assertThat(admits("web DOWN")).isFalse();
    }
    assertThat(limit.admit(LOGGER, "web UP", now).before())
        .containsExactly("the line before came 5 more times");
  }

  @Test
  void equalLinesThatGoOnAreToldOfEveryTenSeconds() {
    int told = 0;
    for (int i = 0; i < 1000; i++) {
      now += SECOND / 10;
      told += limit.admit(LOGGER, "web DOWN", now).before().size();
    }
    assertThat(told).isBetween(8, 10);
  }

  @Test
  void aServiceThatFlapsAHundredTimesASecondWritesTenLinesASecond() {
    int written = 0;
    for (int i = 0; i < 100 * 60; i++) {
      now += SECOND / 100;
      written += admits("web " + (i % 2 == 0 ? "UP" : "DOWN")) ? 1 : 0;
    }
    assertThat(written)
        .isBetween(60 * LogLimit.LINES_PER_SECOND, LogLimit.BURST + 61 * LogLimit.LINES_PER_SECOND);
  }

  @Test
  void whatWasLeftOutIsSaid() {
    for (int i = 0; i < LogLimit.BURST + 3; i++) {
      admits("web " + i);
    }
    assertThat(limit.due(now)).isEmpty();
    assertThat(limit.due(now + LogLimit.TELL_NANOS))
        .containsExactly(
            "3 lines were left out, the last of 'web': at most 10 a second of one kind");
  }

  @Test
  void aServiceThatFlapsDoesNotSilenceTheOthers() {
    for (int i = 0; i < 10 * LogLimit.BURST; i++) {
      admits("web " + i);
    }
    assertThat(admits("db DOWN")).isTrue();
  }

  @Test
  void aThousandServicesMayAllTellOfTheirFailoverAtOnce() {
    for (int i = 0; i < 1000; i++) {
      assertThat(admits("web" + i + " DOWN")).isTrue();
    }
  }

  private boolean admits(String line) {
    return limit.admit(LOGGER, line, now).admitted();
  }
}
