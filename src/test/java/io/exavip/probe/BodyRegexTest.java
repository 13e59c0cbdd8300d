package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRegexTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"(a)\\1", "(?=a)", "(?<!a)b", "a*+", "(?>a)", "\\R", "(", "x{1001}", "\\"})
  void whatRe2DoesNotKnowIsRefusedOnOneLine(String text) {
    assertThatThrownBy(() -> BodyRegex.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("\n", "Exception")
        .isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(?:(?:.*a){31}){32}b",
        "a{0,1000}b",
        "(a|b|c){200}",
        "[^]{}]{251}",
        "\\x{61}{251}",
        "(((((a{9}){9}){9}){9}){9}"
      })
  void anExpressionThatWouldTakeLongIsRefusedBeforeItIsBuilt(String text) {
    assertThat(RegexSize.estimate(text)).isGreaterThan(BodyRegex.MAX_SIZE);
    assertThatThrownBy(() -> BodyRegex.parse(text)).hasMessageStartingWith("too large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ready",
        "(.*,){11}ready",
        "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        "(\\d{1,3}\\.){3}\\d{1,3}",
        "(?i)status.{0,20}up|ok|healthy[^<]*ready",
        "\\Q{1000}\\E",
        "[{1000}]",
        "\\{1000}",
        "(?<name>a)"
      })
  void whatPeopleWriteIsTaken(String text) {
    assertThat(BodyRegex.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abc | 3",
        "(ab{3}){10} | 50",
        "a{2,5} | 5",
        "a{3,} | 3",
        "[abc]{4} | 4",
        "[[:alpha:]]]{4} | 5",
        "\\d{4} | 4",
        "a{0} | 1",
      })
  void theSizeIsThatOfTheExpressionWithItsCountsWrittenOut(String text, long size) {
    assertThat(RegexSize.estimate(text)).isEqualTo(size);
  }

  @Test
  void theDollarIsAtTheEndAndBeforeTheLineEndThatEndsTheText() {
    BodyRegex regex = BodyRegex.parse("^ready$");

    assertThat(List.of("ready", "ready\n", "ready\r\n")).allMatch(regex::isIn);
    assertThat(List.of("ready\n\n", "ready\nx", "x\nready")).noneMatch(regex::isIn);
  }
}
