package io.exavip.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.cli.CommandModel;
import io.exavip.config.ConfigLoader;
import io.exavip.config.Key;
import io.exavip.config.ProcessSettings;
import io.exavip.config.RunConfig;
import io.exavip.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The man pages and completions say what the commands say. */
class PagesTest {
  private static final Roff.Edition EDITION = new Roff.Edition("1.2.3", "2026-11-22");
  private static final Path EXAMPLE = Path.of("packaging/deb/examples/exavip.yaml");
  private static final Path INSTALLED = Path.of("packaging/deb/exavip.yaml");

  private static Map<String, String> files;

  static Stream<CommandSpec> commands() {
    return Help.all(CommandModel.of("1.2.3").getCommandSpec()).stream();
  }

  static List<Key> keys() {
    return Key.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionOfACommandStandsInItsPage(CommandSpec command) throws IOException {
    String page = page(CommandPage.name(command) + ".1");

    for (OptionSpec option : command.options()) {
      for (String name : option.names()) {
        assertThat(page).contains(Roff.bold(name));
      }
      assertThat(words(page)).contains(words(Roff.plain(Help.description(option))));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandStandsInThePageOfTheOneAbove(CommandSpec command) throws IOException {
    if (command.parent() != null) {
      assertThat(page(CommandPage.name(command.parent()) + ".1"))
          .contains(Roff.bold(CommandPage.name(command)));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theExamplesOfHelpStandInThePage(CommandSpec command) throws IOException {
    String page = page(CommandPage.name(command) + ".1");

    Arrays.stream(Help.text(command.usageMessage().footer()).split("\n"))
        .filter(line -> line.startsWith("  "))
        .forEach(line -> assertThat(page).contains("\n" + Roff.plain(line.substring(2)) + "\n"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyStandsInThePageOfTheFile(Key key) throws IOException {
    String page = page("exavip.yaml.5");

    assertThat(page).contains("\n" + Roff.bold(key.name()));
    assertThat(words(page)).contains(words(Roff.plain(key.description())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void fishKnowsEveryOption(CommandSpec command) throws IOException {
    List<String> lines =
        file("completion/exavip.fish")
            .lines()
            .filter(line -> line.contains("__fish_seen_subcommand_from " + command.name()))
            .toList();

    if (command.parent() != null) {
      for (OptionSpec option : command.options()) {
        String word = " -l " + option.longestName().substring(2) + " ";
        assertThat(lines).anyMatch(line -> line.contains(word));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "run, --format, text json",
    "run, --on-exit, withdraw keep",
    "run, --require, all any",
    "run, --method, GET HEAD",
    "run, --tripwire, on off",
    "ping, --format, text json",
    "doctor, --format, text json",
    "doctor, --cloud, azure aws gcp",
    "conf, --cloud, azure aws gcp",
    "conf, --role, primary secondary"
  })
  void completionKnowsTheWordsOfAnOption(String command, String option, String words)
      throws IOException {
    assertThat(file("completion/exavip.fish").lines())
        .anyMatch(
            line ->
                line.contains("__fish_seen_subcommand_from " + command + "'")
                    && line.contains(" -l " + option.substring(2) + " -x -a '" + words + "'"));
    assertThat(bashFunction(command)).contains("\"" + words.replace(" ", "\" \"") + "\"");
  }

  @Test
  void completionKnowsWhatVipDoes() throws IOException {
    assertThat(file("completion/exavip.fish")).contains(" -a 'up down show' ");
    assertThat(bashFunction("vip")).contains("\"up\" \"down\" \"show\"");
  }

  @Test
  void completionTakesNoFolderForAWord() throws IOException {
    assertThat(file("completion/exavip.fish").lines())
        .filteredOn(line -> line.contains(" -l state-dir "))
        .singleElement()
        .asString()
        .doesNotContain("DIR");
  }

  @Test
  void bashKnowsEveryCommand() throws IOException {
    String script = file("completion/exavip.bash");

    commands().forEach(command -> assertThat(script).contains(command.name()));
  }

  @Test
  void textWithoutAMeaningToRoffStaysText() {
    assertThat(Roff.plain("a-b \\n '65010' …")).isEqualTo("a\\-b \\en \\(aq65010\\(aq ...");
    assertThat(new Roff("x", 1, EDITION).section("NAME").text(".TP of it").toString())
        .endsWith("\n\\&.TP of it\n");
  }

  @Test
  void theExampleIsAGoodConfiguration() {
    RunConfig config =
        new ConfigLoader(Map.of()).ofFile(EXAMPLE, Settings.NONE, ProcessSettings.NONE);

    assertThat(config.services()).hasSize(2);
  }

  @Test
  void theInstalledConfigurationIsEmptyButForComments() {
    assertThat(ConfigLoader.isEmpty(INSTALLED)).isTrue();
  }

  @Test
  void aLibraryWithoutALicenceIsFound() throws IOException {
    Set<String> names = Set.of("netty-buffer-4.1.133.Final.jar", "unheard-of-1.0.jar");

    assertThat(Libraries.missing(Path.of("packaging/deb/copyright"), names))
        .containsExactly("unheard-of-1.0.jar");
  }

  private static String page(String name) throws IOException {
    return file("man/" + name);
  }

  private static synchronized String file(String name) throws IOException {
    if (files == null) {
      files = Pages.files(EDITION);
    }
    return files.get(name);
  }

  private static String bashFunction(String command) throws IOException {
    String script = file("completion/exavip.bash");
    int start = script.indexOf("function _picocli_exavip_" + command + "() {");
    return script.substring(start, script.indexOf("\n}\n", start));
  }

  /** Without line breaks, which may stand anywhere between words. */
  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
