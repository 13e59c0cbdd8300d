package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A limit of 5 s; the process started at 0, the service at 1 s. */
class StartLimitTest {
  private static final long SECOND = 1_000_000_000;

  private final StartLimit limit = new StartLimit(5 * SECOND, 0, SECOND);

  @Test
  void aServiceThatWasNotAskedYetHasTheLimitFromItsOwnStartOn() {
    assertThat(limit.left(5 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void onceAskedItHasTheLimitFromTheStartOfTheProcessOn() {
    limit.asked(SECOND);
    assertThat(limit.left(4 * SECOND)).isEqualTo(SECOND);
    assertThat(limit.isOver(5 * SECOND - 1)).isFalse();
    assertThat(limit.isOver(5 * SECOND)).isTrue();
  }

  @Test
  void aServiceThatHasAnsweredWellHasItsOwnStart() {
    limit.asked(SECOND);
    limit.answered(true);
    assertThat(limit.left(5 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void oneBadAnswerAndItHasThatOfTheProcess() {
    limit.asked(SECOND);
    limit.answered(true);
    limit.answered(false);
    assertThat(limit.isOver(5 * SECOND)).isTrue();
  }

  @Test
  void whatWasAskedInVainProlongsIt() {
    limit.asked(SECOND);
    limit.inVain(2 * SECOND);
    assertThat(limit.left(5 * SECOND)).isEqualTo(2 * SECOND);
    assertThat(limit.span(5 * SECOND)).isEqualTo(7 * SECOND);
  }

  @Test
  void whatItWaitsForItsTurnProlongsItOnce() {
    limit.asked(SECOND);
    limit.waits(2 * SECOND);
    limit.waits(3 * SECOND);
    assertThat(limit.left(4 * SECOND)).isEqualTo(3 * SECOND);
    limit.asked(4 * SECOND);
    assertThat(limit.left(6 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  void itIsNeverLongerThanHalfAMinute() {
    limit.waits(SECOND);
    assertThat(limit.isOver(31 * SECOND - 1)).isFalse();
    assertThat(limit.isOver(31 * SECOND)).isTrue();
    assertThat(limit.span(60 * SECOND)).isEqualTo(30 * SECOND);
  }
}
