package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of the environment in values of the file. */
class VariablesTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("PORT", "3001", "DOLLAR", "$1\\");

  @ParameterizedTest
  @CsvSource({
    "${PORT},3001",
    "${PORT:3000},3001",
    "${PORT:-3000},3001",
    "${NO:3000},3000",
    "${NO:-3000},3000",
    "${NO:-},''",
    "${NO:},''",
    "${NO:-http://h:1/},http://h:1/",
    "${NO:http://h:1/},http://h:1/",
    "http://h:${PORT}/${NO:-x}?a=$b,http://h:3001/x?a=$b",
    "${DOLLAR},$1\\",
    "${1},${1}",
    "$PORT,$PORT"
  })
  void areReplacedAsAShellWouldOrByTheDefault(String text, String expected) {
    assertThat(Variables.expand(text, ENVIRONMENT::get)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${PORT:=3000}",
        "${PORT:?no}",
        "${PORT:+1}",
        "${PORT-3000}",
        "${PORT%1}",
        "${PORT/1/2}",
        "${PORT }",
        "${NO:-${PORT}}",
        "${NO:${PORT}}"
      })
  void otherFormsOfAShellAreFaults(String text) {
    assertThatThrownBy(() -> Variables.expand(text, ENVIRONMENT::get))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed: ${NAME}, ${NAME:-default}, ${NAME:default}");
  }

  @Test
  void aVariableThatIsNotSetIsAFault() {
    assertThatThrownBy(() -> Variables.expand("${NO}", ENVIRONMENT::get))
        .hasMessage(
            "the environment has no NO; allowed: a variable that is set, or ${NO:-default}");
  }

  @Test
  void inABrokenFileThoseThatAreKnownAreReplaced() {
    assertThat(Variables.expandKnown("${NO} ${PORT:=1} ${PORT} ${NO:-2}", ENVIRONMENT::get))
        .isEqualTo("${NO} ${PORT:=1} 3001 2");
  }
}
