package io.exavip.exabgp.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any file is read as well as it can be, and what is wrong with it has a line. */
class ExaBgpConfFuzzTest {

  @FuzzTest
  void file(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    int lines = Math.max(1, (int) text.lines().count());

    ExaBgpConf conf = ExaBgpConf.read(text);

    assertThat(conf.faults()).allSatisfy(fault -> assertThat(fault.line()).isBetween(1, lines));
    assertThat(conf.neighbors().size() + conf.processes().size())
        .isLessThanOrEqualTo(text.length());
  }
}
