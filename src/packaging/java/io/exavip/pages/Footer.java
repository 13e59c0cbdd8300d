package io.exavip.pages;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The footer of a command's help, taken apart.
 *
 * @param notes paragraphs that are neither of the others
 * @param exitCodes what the exit codes mean; may be empty
 * @param examples titles and, indented, command lines
 */
record Footer(List<String> notes, List<String> exitCodes, List<String> examples) {
  private static final String EXIT = "Exit code: ";

  static Footer of(CommandSpec command) {
    List<String> notes = new ArrayList<>();
    List<String> exitCodes = new ArrayList<>();
    List<String> examples = new ArrayList<>();
    boolean inExamples = false;
    for (String paragraph : Help.text(command.usageMessage().footer()).split("\n\\s*\n|^\n")) {
      inExamples |= paragraph.stripLeading().startsWith("Example");
      if (inExamples) {
        examples.addAll(paragraph.lines().filter(line -> !line.isBlank()).toList());
      } else if (paragraph.strip().startsWith(EXIT)) {
        exitCodes.add(paragraph.strip().substring(EXIT.length()));
      } else if (!paragraph.isBlank()) {
        notes.add(paragraph);
      }
    }
    return new Footer(notes, exitCodes, examples);
  }
}
