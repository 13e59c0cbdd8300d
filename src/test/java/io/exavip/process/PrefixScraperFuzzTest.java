package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever a broken configuration holds: only withdrawals come out of it, each prefix once. */
class PrefixScraperFuzzTest {

  @FuzzTest
  void withdrawals(byte[] input) {
    assertThat(PrefixScraper.withdrawals(new String(input, StandardCharsets.UTF_8)))
        .doesNotHaveDuplicates()
        .noneMatch(route -> route.announced());
  }
}
