package io.exavip.pages;

import io.exavip.cli.CommandModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes all man pages, the completions and the libraries' notices into a folder. */
public final class Pages {
  private static final String PROGRAM = "exavip";
  private static final Path COPYRIGHT = Path.of("packaging/deb/copyright");
  private static final Path EXAMPLE = Path.of("packaging/deb/examples/exavip.yaml");

  private Pages() {}

  /**
   * Writes the files, in the folder of the project.
   *
   * @param arguments the folder to write into, the version, the time of the version as in
   *     2026-11-22T00:00:00Z
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    List<String> missing = Libraries.missing(COPYRIGHT, Libraries.names());
    if (!missing.isEmpty()) {
      throw new IllegalStateException(COPYRIGHT + " does not name the licence of " + missing);
    }
    Path folder = Path.of(arguments[0]);
    Roff.Edition edition = new Roff.Edition(arguments[1], arguments[2].substring(0, 10));
    for (Map.Entry<String, String> file : files(edition).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(folder.resolve("NOTICES"), Libraries.notices());
  }

  /** The files by their names in the folder. */
  static Map<String, String> files(Roff.Edition edition) throws IOException {
    CommandLine commandLine = CommandModel.of(edition.version());
    Map<String, String> files = new LinkedHashMap<>();
    for (CommandSpec command : Help.all(commandLine.getCommandSpec())) {
      files.put("man/" + CommandPage.name(command) + ".1", CommandPage.of(command, edition));
    }
    List<String> example = Files.readAllLines(EXAMPLE);
    files.put("man/" + ConfigPage.NAME + ".5", ConfigPage.of(edition, example));
    files.put("completion/" + PROGRAM + ".bash", bash(commandLine));
    files.put("completion/_" + PROGRAM, zsh());
    files.put("completion/" + PROGRAM + ".fish", FishCompletion.of(commandLine.getCommandSpec()));
    return files;
  }

  /** Without the first line that makes it look like a program: it is read by the shell. */
  private static String bash(CommandLine commandLine) {
    return AutoComplete.bash(PROGRAM, commandLine).replaceFirst("^#!.*\n", "");
  }

  /** The script for bash serves zsh, too; this is the way to it. */
  private static String zsh() {
    return """
        #compdef exavip
        autoload -U +X bashcompinit && bashcompinit
        (( $+functions[compopt] )) || compopt() { : }  # zsh has none, and needs none
        source /usr/share/bash-completion/completions/exavip
        _bash_complete -o default -F _complete_exavip
        """;
  }
}
