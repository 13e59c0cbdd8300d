package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** What of any text is taken as status ranges reads the same again and holds status codes alone. */
class StatusRangesFuzzTest {

  @FuzzTest
  void ranges(byte[] input) {
    StatusRanges ranges;
    try {
      ranges = StatusRanges.parse(new String(input, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(StatusRanges.parse(ranges.toString())).isEqualTo(ranges);
    assertThat(ranges.ranges())
        .isNotEmpty()
        .allMatch(range -> 100 <= range.from() && range.from() <= range.to() && range.to() < 600);
    assertThat(ranges.contains(ranges.ranges().get(0).to())).isTrue();
    assertThat(ranges.contains(0)).isFalse();
  }
}
