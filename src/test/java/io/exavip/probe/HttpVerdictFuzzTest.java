package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Any body is judged, with a sentence where it is not the one wanted. */
class HttpVerdictFuzzTest {
  private static final HttpCheck HEALTH = Http.get("http://127.0.0.1:1/").healthUp().check();

  @FuzzTest
  void health(byte[] input) {
    String body = new String(input, StandardCharsets.UTF_8);

    HttpVerdict.bodyFault(HEALTH, body, false)
        .ifPresentOrElse(
            fault -> assertThat(fault).matches("(?s)(health status is|body is not) .+"),
            () -> assertThat(body).contains("{"));
    assertThat(HttpVerdict.bodyFault(HEALTH, body, true)).isPresent();
  }
}
