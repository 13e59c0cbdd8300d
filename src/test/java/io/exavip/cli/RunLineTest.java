package io.exavip.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLineTest {

  @ParameterizedTest
  @ValueSource(strings = {"run", "run --bogus", "run --config x.yaml", "run --ip 10.1.0.5/32 -v"})
  void theseAreTheProcessThatExaBgpRuns(String line) {
    assertThat(RunLine.isRun(List.of(line.split(" ")))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--ip 10.1.0.5/32",
        "run --help",
        "run --ip 10.1.0.5/32 --check-config",
        "run --dry-run",
        "validate x.yaml",
        "--version",
        "ruun"
      })
  void theseAreNot(String line) {
    assertThat(RunLine.isRun(List.of(line.split(" ")))).isFalse();
  }
}
