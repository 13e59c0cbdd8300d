package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Exec;
import io.exavip.it.fabric.Namespace;
import io.exavip.it.fabric.Program;
import io.exavip.it.fabric.Signal;
import io.exavip.it.fabric.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands of the documents do what they are there for: every {@code sh} block is run, in a
 * network of its own with a web app on port 3000, unless a comment before it says why not; and
 * whatever is a command of the program, wherever it stands, has options that it knows.
 */
class DocumentedCommandsIT {
  private static final String NOT_RUN = "not run by the tests: ";
  private static final String ENDLESS = "run by the tests until it announces";

  /** A command of the program: of a shell, at a prompt, or in ExaBGP's configuration. */
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?m)^ *(?:[$#] )?(?:sudo )?(?:run )?(?:(?:/usr/bin/)?exavip|java -jar target/exavip\\.jar)"
              + " ([a-z]+(?: (?:[^\\n|&;#\\\\]|\\\\\\n)*)?)");

  private static final String UNKNOWN = "--unknown-to-every-command";
  private static final Pattern TOLD = Pattern.compile(".*unknown: '(.*?)'.*");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  /** Files of the examples, and what stands for them here. */
  private static final Map<String, String> FILES =
      Map.of("/etc/ssl/shop-ca.pem", "/etc/ssl/certs/ca-certificates.crt");

  @TempDir static Path tools;
  private static Namespace network;
  private static Program app;

  @TempDir Path folder;

  @BeforeAll
  static void build() throws IOException {
    Path program = tools.resolve("exavip");
    String words = String.join("' '", Subject.command());
    Files.writeString(program, "#!/bin/sh\nexec '" + words + "' \"$@\"\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    network = Namespace.create(TestRun.uniqueName());
    app = network.start(tools, "app", Subject.command("webapp", "--id", "PRI"), Map.of());
    Await.until("the app answers", () -> answers("curl", "-sf", "http://127.0.0.1:3000/"));
  }

  @AfterAll
  static void end() {
    app.close();
    network.close();
  }

  @ParameterizedTest
  @MethodSource("shellBlocks")
  void everyBlockIsWhatAShellUnderstands(Markdown.Block block) throws IOException {
    assertThat(Exec.attempt("bash", "-n", script(block).toString()).output()).isEmpty();
    assertThat(block.note()).matches("|" + ENDLESS + "|" + NOT_RUN + "\\S.*");
  }

  @ParameterizedTest
  @MethodSource("blocksThatEnd")
  void everyBlockThatCanBeRunHereSucceeds(Markdown.Block block) throws IOException {
    try (Program run = start(block)) {
      assertThat(run.awaitExit()).as("%s%s", run.stdout(), run.stderr()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("endlessBlocks")
  void everyBlockThatWatchesAnnouncesTheHealthyApp(Markdown.Block block) throws IOException {
    try (Program run = start(block)) {
      Await.until(
          "an announcement",
          () -> run.stdout().stream().anyMatch(l -> l.contains("announce route")));
      for (long child : run.children()) {
        Signal.TERM.send(child);
      }
      run.awaitExit();
    }
  }

  /** With one unknown option nothing is done, and the first unknown one is told. */
  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOfTheProgramHasOptionsThatItKnows(String command) {
    assertThat(unknown(words(command))).isEqualTo(UNKNOWN);
  }

  @Test
  void anUnknownOptionInADocumentIsFound() {
    assertThat(unknown(words("check --ip 10.1.0.5/32 --tpc 127.0.0.1:80"))).isEqualTo("--tpc");
  }

  @ParameterizedTest
  @MethodSource("watchingCommands")
  void everyCommandThatWatchesHasGoodValues(String command) {
    List<String> words = words(command);
    words.set(0, "run");
    words.remove("--dry-run");
    words.add("--check-config");
    Cli.Outcome outcome = Cli.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as("%s: %s", words, outcome.err()).isZero();
  }

  @ParameterizedTest
  @MethodSource("yamlBlocks")
  void everyExampleOfAFileIsGood(Markdown.Block block) throws IOException {
    Path file = Files.writeString(folder.resolve("exavip.yaml"), yaml(block));
    Cli.Outcome outcome = Cli.run("validate", file.toString());
    assertThat(outcome.exitCode()).as("%s", outcome.err()).isZero();
  }

  static Stream<Markdown.Block> shellBlocks() {
    return blocks("sh");
  }

  static Stream<Markdown.Block> blocksThatEnd() {
    return blocks("sh").filter(block -> block.note().isEmpty());
  }

  static Stream<Markdown.Block> endlessBlocks() {
    return blocks("sh").filter(block -> block.note().equals(ENDLESS));
  }

  static Stream<Markdown.Block> yamlBlocks() {
    return blocks("yaml");
  }

  static Set<String> commands() {
    Set<String> commands = new LinkedHashSet<>();
    for (Markdown document : Markdown.all()) {
      Stream<String> texts =
          Stream.concat(
              document.blocks().stream().map(Markdown.Block::text),
              document.spans().stream().filter(span -> !span.contains("|")));
      texts
          .flatMap(text -> COMMAND.matcher(text).results())
          .map(command -> command.group(1).replaceAll(" {5,}.*", "").strip())
          .filter(command -> command.contains(" ") && !command.contains("--help"))
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(15);
    return commands;
  }

  static Stream<String> watchingCommands() {
    return commands().stream().filter(command -> command.matches("(?s)(run|check) .*--ip .*"));
  }

  /** The first option that the program does not know; empty if it complains of something else. */
  private static String unknown(List<String> words) {
    words.add(UNKNOWN);
    Cli.Outcome outcome = Cli.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).isEqualTo(2);
    Matcher told = TOLD.matcher(outcome.err().get(0));
    return told.matches() ? told.group(1) : outcome.err().get(0);
  }

  private static Stream<Markdown.Block> blocks(String language) {
    return Markdown.all().stream()
        .flatMap(document -> document.blocks().stream())
        .filter(block -> block.language().equals(language));
  }

  private Path script(Markdown.Block block) throws IOException {
    return Files.writeString(folder.resolve("block.sh"), block.text());
  }

  /** Runs a block in the network, {@code exavip.yaml} being the document's own example. */
  private Program start(Markdown.Block block) throws IOException {
    for (Markdown.Block other : Markdown.of(block.document()).blocks()) {
      if (other.language().equals("yaml")) {
        Files.writeString(folder.resolve("exavip.yaml"), yaml(other));
      }
    }
    List<String> shell = List.of("bash", "-euo", "pipefail", script(block).toString());
    String path = tools + ":" + System.getenv("PATH");
    return network.start(folder, "block", shell, Map.of("PATH", path, "EXAVIP_STATE_DIR", "off"));
  }

  private static String yaml(Markdown.Block block) {
    String text = block.text();
    for (Map.Entry<String, String> file : FILES.entrySet()) {
      text = text.replace(file.getKey(), file.getValue());
    }
    return text;
  }

  private static boolean answers(String... command) {
    return network.run(command).exitCode() == 0;
  }

  /** As a shell would part them; there is no more to it in the documents than quotes. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replace("\\\n", " ").replace("…", ""));
    while (word.find()) {
      words.add(
          Stream.of(1, 2, 3).map(word::group).filter(w -> w != null).findFirst().orElseThrow());
    }
    return words;
  }
}
