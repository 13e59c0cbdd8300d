package io.exavip.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/configuration.md is made from the list of keys. */
class ConfigurationDocTest {

  private static final Path FILE = Path.of("docs/configuration.md");
  private static final Pattern ROW = Pattern.compile("\\| `[a-z-]+` \\|.*");

  /**
   * Written only, not taken by a key: for one state alone, and checks with settings of their own.
   */
  private static final int OTHER_ROWS = 2;

  @Test
  void theTableHasARowForEachKeyInTheirOrderAndNoOther() throws IOException {
    List<String> rows = Files.readString(FILE).lines().filter(ROW.asMatchPredicate()).toList();
    assertThat(rows)
        .startsWith(keysForEveryState().map(ConfigurationDocTest::row).toArray(String[]::new))
        .hasSizeLessThan((int) keysForEveryState().count() + OTHER_ROWS);
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
