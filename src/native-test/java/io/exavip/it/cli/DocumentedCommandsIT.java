package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of the documents are commands: of a shell, and of this program. */
class DocumentedCommandsIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```");

  /** A command of the program itself, up to the end of the shell's. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^(?:sudo )?(?:exavip|java -jar target/exavip\\.jar) ([^\\n|&;#]*(?:\\\\\\n[^\\n|&;#]*)*)");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("documents")
  void everyBlockIsWhatAShellUnderstands(Path document) throws Exception {
    for (String block : blocks(document)) {
      Path script = Files.writeString(folder.resolve("block.sh"), block);
      assertThat(Exec.attempt("bash", "-n", script.toString()).output()).as(block).isEmpty();
    }
  }

  /** With {@code --help} in the end nothing is done, but unknown words and options are told. */
  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandOfTheProgramHasOptionsThatItKnows(Path document) throws Exception {
    for (String block : blocks(document)) {
      Matcher command = COMMAND.matcher(block);
      while (command.find()) {
        List<String> words = words(command.group(1));
        words.add("--help");
        Cli.Outcome outcome = Cli.run(words.toArray(String[]::new));
        assertThat(outcome.exitCode()).as("%s: %s", words, outcome.err()).isZero();
      }
    }
  }

  static Stream<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
    }
    return all.stream();
  }

  private static List<String> blocks(Path document) throws IOException {
    return BLOCK.matcher(Files.readString(document)).results().map(r -> r.group(1)).toList();
  }

  /** As a shell would part them; there is no more to it in the documents than quotes. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word =
        Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command.replace("\\\n", " "));
    while (word.find()) {
      words.add(
          Stream.of(word.group(1), word.group(2), word.group(3))
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElseThrow());
    }
    return words;
  }
}
