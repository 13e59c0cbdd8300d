package io.exavip.exabgp.conf;

import java.util.List;
import java.util.stream.Stream;

/**
 * What stands between two braces.
 *
 * @param name the first word of its head
 * @param arguments the further words
 * @param line the line of its head
 * @param commands its commands
 * @param sections the sections in it
 */
record Section(
    String name, List<String> arguments, int line, List<Setting> commands, List<Section> sections) {
  Section {
    commands = List.copyOf(commands);
    sections = List.copyOf(sections);
  }

  Stream<Section> sections(String wanted) {
    return sections.stream().filter(section -> section.name().equals(wanted));
  }

  Stream<Setting> commands(String wanted) {
    return commands.stream().filter(command -> command.name().equals(wanted));
  }

  String argument() {
    return arguments.isEmpty() ? "" : arguments.get(0);
  }
}
