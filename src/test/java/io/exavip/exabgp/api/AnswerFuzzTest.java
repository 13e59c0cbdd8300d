package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Whatever ExaBGP writes is understood or passed over; nothing but an answer counts as one. */
class AnswerFuzzTest {

  @FuzzTest
  void answer(byte[] input) {
    String line = new String(input, StandardCharsets.ISO_8859_1);
    Answer answer = Answer.parse(line);
    assertThat(answer).isNotNull();
    if (answer instanceof Answer.Done) {
      assertThat(line).contains("done");
    } else if (answer instanceof Answer.Error) {
      assertThat(line).contains("error");
    } else if (answer instanceof Answer.Shutdown) {
      assertThat(line).contains("shutdown");
    }
    assertThat(Answer.parse(" " + line + "\r")).isEqualTo(answer);
  }
}
