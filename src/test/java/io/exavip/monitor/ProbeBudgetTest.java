package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeBudgetTest {
  private static final long SECOND = 1_000_000_000;

  private final ProbeBudget budget = new ProbeBudget();

  @Test
  void thereAreThreeAtOnce() {
    for (int i = 0; i < 3; i++) {
      assertThat(budget.availableAt(7)).isEqualTo(7);
      budget.take(7);
    }
    assertThat(budget.availableAt(7)).isEqualTo(7 + SECOND);
  }

  @Test
  void oneASecondComesBack() {
    for (int i = 0; i < 3; i++) {
      budget.take(0);
    }
    assertThat(budget.availableAt(2 * SECOND)).isEqualTo(2 * SECOND);
    budget.take(2 * SECOND);
    budget.take(2 * SECOND);
    assertThat(budget.availableAt(2 * SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void aLongQuietTimeSavesUpNoMoreThanThree() {
    budget.take(0);
    long later = 1000 * SECOND;
    for (int i = 0; i < 3; i++) {
      budget.take(later);
    }
    assertThat(budget.availableAt(later)).isEqualTo(later + SECOND);
  }

  @Test
  void theClockMayStandAnywhere() {
    long start = -5 * SECOND;
    assertThat(budget.availableAt(start)).isEqualTo(start);
    budget.take(start);
    assertThat(budget.availableAt(start)).isEqualTo(start);
  }
}
