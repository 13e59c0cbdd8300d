package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.config.Key;
import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.ExaBgpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table for those who come from {@code exabgp healthcheck} is that of the real program. */
class MigrationDocIT {
  private static final Path FILE = Path.of("docs/migrate-from-exabgp-healthcheck.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`-[^|]*) \\| ([^|]*) \\|$");
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");

  /** A line that begins with an option, up to its description. */
  private static final Pattern HELP = Pattern.compile("(?m)^ {2}(-.*?)(?: {2}.*)?$");

  private final Set<String> named = new TreeSet<>();
  private final List<String> theSame = new ArrayList<>();

  @BeforeEach
  void read() {
    Matcher row = ROW.matcher(Markdown.of(FILE).text());
    while (row.find()) {
      List<String> options = options(row.group(1));
      named.addAll(options);
      if (row.group(2).matches("(?:the same|taken).*")) {
        theSame.addAll(options);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(ExaBgpVersion.class)
  void everyOptionOfTheRealProgramHasARow(ExaBgpVersion version) throws Exception {
    version.require();

    Set<String> real = help(version);
    real.remove("--help");

    assertThat(real).hasSizeGreaterThan(40);
    assertThat(named).containsAll(real);
  }

  @Test
  void noRowIsOfAnOptionThatNoVersionHas() throws Exception {
    Set<String> real = new TreeSet<>();
    for (ExaBgpVersion version : ExaBgpVersion.values()) {
      version.require();
      real.addAll(help(version));
    }
    assertThat(real).containsAll(named);
  }

  @Test
  void whatIsSaidToBeTheSameIsAnOptionHere() {
    List<String> here = new ArrayList<>();
    Key.all().forEach(key -> here.add(key.option()));
    Key.all().forEach(key -> here.addAll(key.shortNames()));

    assertThat(theSame).hasSizeGreaterThan(20);
    assertThat(here).containsAll(theSame);
  }

  /** The options of its help, all names of each. */
  private static Set<String> help(ExaBgpVersion version) throws IOException {
    List<String> command = List.of("/usr/bin/python3", "-m", "exabgp", "healthcheck", "--help");
    ProcessBuilder builder = Child.of(command).redirectErrorStream(true);
    builder.environment().putAll(version.environment());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Set<String> options = new TreeSet<>();
    HELP.matcher(text).results().forEach(line -> options.addAll(options(line.group(1))));
    return options;
  }

  private static List<String> options(String text) {
    return OPTION.matcher(text).results().map(option -> option.group()).toList();
  }
}
