package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  @Test
  void knowsDoneAndErrorInTextAndJson() {
    assertThat(Answer.parse("done")).isEqualTo(new Answer.Done());
    assertThat(Answer.parse("error")).isEqualTo(new Answer.Error());
    assertThat(Answer.parse("{\"answer\": \"done\", \"message\": \"ok\"}"))
        .isEqualTo(new Answer.Done());
    assertThat(Answer.parse("{ \"exabgp\": \"6.0\", \"answer\":\"error\" }"))
        .isEqualTo(new Answer.Error());
  }

  @Test
  void knowsTheVersion() {
    assertThat(Answer.parse("exabgp 4.2.21"))
        .isEqualTo(new Answer.Version("4.2.21", Dialect.ACTION_FIRST));
    assertThat(Answer.parse("{\"version\": \"6.0.0\", \"application\": \"exabgp\"}"))
        .isEqualTo(new Answer.Version("6.0.0", Dialect.PEER_FIRST));
    assertThat(Answer.parse("{\"application\": \"exabgp\", \"version\": \"6.0.0\"}"))
        .isEqualTo(new Answer.Version("6.0.0", Dialect.PEER_FIRST));
    assertThat(Answer.parse("{\"exabgp\": \"6.0.0\", \"version\": \"6.0.0\"}"))
        .isInstanceOf(Answer.Other.class);
  }

  @Test
  void knowsNeighborChanges() {
    assertThat(Answer.parse("neighbor 10.0.1.4 up"))
        .isEqualTo(new Answer.NeighborChange("10.0.1.4", "up"));
    assertThat(Answer.parse("neighbor 10.0.1.4 down - peer reset, message [closing connection]"))
        .isEqualTo(
            new Answer.NeighborChange(
                "10.0.1.4", "down - peer reset, message [closing connection]"));
  }

  @Test
  void knowsTheShutdownLine() {
    assertThat(Answer.parse("shutdown 4711 4710")).isEqualTo(new Answer.Shutdown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "done?", "undone", "neighbor 10.0.1.4 receive update", "{}", "exabgp"})
  void passesOverEverythingElse(String line) {
    assertThat(Answer.parse(line)).isEqualTo(new Answer.Other());
  }
}
