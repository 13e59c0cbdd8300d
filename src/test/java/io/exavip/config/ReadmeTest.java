package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the README is the list of keys. */
class ReadmeTest {

  @ParameterizedTest
  @MethodSource("keysForEveryState")
  void theReadmeHasARowForEachKey(Key key) throws IOException {
    assertThat(Files.readString(Path.of("README.md")).lines()).contains(row(key));
  }

  static Stream<Key> keysForEveryState() {
    List<String> states = List.of("up-", "down-", "disabled-");
    return Key.all().stream().filter(key -> states.stream().noneMatch(key.name()::startsWith));
  }

  private static String row(Key key) {
    String repeat = key.arity() == Key.Arity.MANY ? " …" : "";
    String value = key.label().isEmpty() ? "" : "`" + key.label().replace("|", "\\|") + "`";
    return String.format(
        "| `%s` | %s%s | %s | %s |",
        key.name(),
        value,
        repeat,
        key.defaultText().isEmpty() ? "–" : key.defaultText(),
        key.description());
  }
}
