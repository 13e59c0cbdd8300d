package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/configuration.md is made from the list of keys: with {@code -Dwrite} it is
 * written, otherwise held against the list.
 */
class ConfigurationDocTest {

  private static final Path FILE = Path.of("docs/configuration.md");
  private static final String HEAD =
      "| key, and option with `--` | value | default | meaning |\n| --- | --- | --- | --- |\n";

  /** What is no key of its own: for one state alone, and checks with settings of their own. */
  private static final String TAIL =
      """
      | `up-…`, `down-…`, `disabled-…` | | – | each of the last six for one state alone: \
      `down-as-path`, `up-metric` … |
      | `checks` | list | – | YAML only: checks with settings of their own |
      """;

  @Test
  void theTableIsThatOfTheKeys() throws IOException {
    String text = Files.readString(FILE);
    String made = withTable(text);
    if (System.getProperty("write") != null) {
      Files.writeString(FILE, made);
    } else {
      assertThat(text).isEqualTo(made);
    }
  }

  private static String withTable(String text) {
    int start = text.indexOf(HEAD);
    assertThat(start).as("the head of the table").isPositive();
    int end = text.indexOf("\n\n", start) + 1;
    String rows =
        keysForEveryState()
            .map(ConfigurationDocTest::row)
            .collect(Collectors.joining("\n", "", "\n"));
    return text.substring(0, start) + HEAD + rows + TAIL + text.substring(end);
  }

  private static Stream<Key> keysForEveryState() {
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
