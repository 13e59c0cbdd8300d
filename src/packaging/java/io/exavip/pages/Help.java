package io.exavip.pages;

import io.exavip.config.Key;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What picocli knows of a command, as pages and completions need it. */
final class Help {
  private static final String PLAIN = "General";

  private Help() {}

  /** Commands below this one, in the order of help, each once. */
  static List<CommandSpec> subcommands(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(CommandLine::getCommandSpec)
        .filter(sub -> !sub.usageMessage().hidden())
        .distinct()
        .toList();
  }

  /** The command and all below it. */
  static List<CommandSpec> all(CommandSpec command) {
    List<CommandSpec> commands = new ArrayList<>(List.of(command));
    subcommands(command).forEach(sub -> commands.addAll(all(sub)));
    return commands;
  }

  /** The options under their headings; those of keys also where help has no room for them. */
  static Map<String, List<OptionSpec>> options(CommandSpec command) {
    List<OptionSpec> shown =
        command.options().stream().filter(o -> !o.hidden() || key(o).isPresent()).toList();
    Map<String, List<OptionSpec>> byHeading = new LinkedHashMap<>();
    for (OptionSpec option : shown) {
      if (option.group() == null) {
        byHeading.computeIfAbsent(PLAIN, heading -> new ArrayList<>()).add(option);
      }
    }
    command.argGroups().stream()
        .sorted(Comparator.comparingInt(group -> group.order()))
        .forEach(
            group -> {
              String heading = group.heading() == null ? PLAIN : text(group.heading()).strip();
              shown.stream()
                  .filter(option -> option.group() == group)
                  .forEach(o -> byHeading.computeIfAbsent(heading, h -> new ArrayList<>()).add(o));
            });
    byHeading.values().forEach(Help::helpLast);
    return byHeading;
  }

  /** The key that an option sets; an option outside the headings of keys sets none. */
  static Optional<Key> key(OptionSpec option) {
    if (option.group() == null) {
      return Optional.empty();
    }
    return Key.named(option.longestName().replaceFirst("^--", ""));
  }

  /** The words that are allowed as a value; empty if there are too many to name. */
  static List<String> candidates(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(words::add);
    }
    return Collections.unmodifiableList(words);
  }

  /** Whether the value is the name of a file. */
  static boolean isFile(ArgSpec arg) {
    boolean path = arg.typeInfo().getAuxiliaryTypes()[0] == Path.class;
    return path || arg.paramLabel().equals("FILE");
  }

  /** The description of a command in one line. */
  static String description(CommandSpec command) {
    String text = text(command.usageMessage().description());
    return (text.isBlank() ? text(command.usageMessage().header()) : text).strip();
  }

  /** Its first sentence, without the full stop. */
  static String sentence(CommandSpec command) {
    return description(command).split("(?<=[a-z0-9)])\\.(\\s|$)")[0].replaceAll("\\s+", " ");
  }

  static String description(ArgSpec arg) {
    return text(arg.description()).strip().replaceAll("\\s+", " ");
  }

  /** Lines of help with picocli's own markup resolved. */
  static String text(String... lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(String.format(line)).append('\n');
    }
    return text.toString();
  }

  private static void helpLast(List<OptionSpec> options) {
    options.sort(Comparator.comparing(o -> o.usageHelp() || o.versionHelp()));
  }
}
