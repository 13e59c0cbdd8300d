package io.exavip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LawTest {

  @Test
  void aLawThatHoldsIsTriedAThousandTimesWithSequencesOfAllLengths() {
    List<Integer> lengths = new ArrayList<>();

    Law.holds(random -> "", 9, any -> random -> 1, (any, steps) -> lengths.add(steps.size()));

    assertThat(lengths).hasSize(1000).contains(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void aLawThatDoesNotHoldTellsItsSeedItsSettingAndNoStepThatIsNotNeeded() {
    assertThatThrownBy(
            () ->
                Law.holds(
                    random -> 7,
                    60,
                    seven -> random -> random.nextInt(seven),
                    (any, steps) ->
                        assertThat(steps.stream().filter(s -> s == 3).count()).isLessThan(2)))
        .isInstanceOf(AssertionError.class)
        .message()
        .matches("(?s).*\\R?broken by -Dseed=-?\\d+: 7, steps \\[3, 3]");
  }
}
