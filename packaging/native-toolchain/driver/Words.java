import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes lines of options apart. */
final class Words {
  private Words() {}

  /** Splits at white space; single and double quotes hold a word together. */
  static List<String> of(String text) {
    List<String> result = new ArrayList<>();
    StringBuilder word = null;
    char quote = 0;
    for (char c : text.toCharArray()) {
      if (quote == 0 && Character.isWhitespace(c)) {
        if (word != null) {
          result.add(word.toString());
          word = null;
        }
        continue;
      }
      if (word == null) {
        word = new StringBuilder();
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else {
        word.append(c);
      }
    }
    if (word != null) {
      result.add(word.toString());
    }
    return result;
  }

  /** The words of an argument file ("@file"), where a line may be a comment. */
  static List<String> ofFile(Path file) throws IOException {
    return of(
        Files.readAllLines(file).stream()
            .filter(line -> !line.stripLeading().startsWith("#"))
            .collect(Collectors.joining("\n")));
  }
}
