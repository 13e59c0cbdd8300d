package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusRangesTest {

  @Test
  void byDefault200To399AreHealthy() {
    assertThat(StatusRanges.DEFAULT.contains(199)).isFalse();
    assertThat(StatusRanges.DEFAULT.contains(200)).isTrue();
    assertThat(StatusRanges.DEFAULT.contains(399)).isTrue();
    assertThat(StatusRanges.DEFAULT.contains(400)).isFalse();
  }

  @Test
  void codesAndRangesArePartedByCommas() {
    StatusRanges ranges = StatusRanges.parse("200-299, 404");

    assertThat(ranges.contains(250)).isTrue();
    assertThat(ranges.contains(404)).isTrue();
    assertThat(ranges.contains(302)).isFalse();
    assertThat(ranges.contains(405)).isFalse();
  }

  @Test
  void rangesAreWrittenAsTheyAreRead() {
    assertThat(StatusRanges.parse("200-299,404")).hasToString("200-299,404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2xx", "99", "600", "200-", "-200", "299-200", "200,,300", "200 300", "1000"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> StatusRanges.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
