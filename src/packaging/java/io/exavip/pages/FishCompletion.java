package io.exavip.pages;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish; picocli itself knows bash and zsh alone. */
final class FishCompletion {
  private final String program;
  private final List<String> lines = new ArrayList<>();

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The script for a program and its subcommands, however deep. */
  static String of(CommandSpec top) {
    FishCompletion script = new FishCompletion(top.name());
    script.lines.add("# Generated from the commands; do not edit.");
    script.lines.add("complete -c " + top.name() + " -f");
    script.command(top, "");
    return String.join("\n", script.lines) + "\n";
  }

  private void command(CommandSpec command, String seen) {
    List<CommandSpec> subs = Help.subcommands(command);
    String names = String.join(" ", subs.stream().map(CommandSpec::name).toList());
    String here = seen;
    if (!subs.isEmpty()) {
      here = and(seen, "not __fish_seen_subcommand_from " + names);
    }
    for (CommandSpec sub : subs) {
      add(here, "-a " + sub.name(), Help.sentence(sub));
    }
    for (List<OptionSpec> options : Help.options(command).values()) {
      for (OptionSpec option : options) {
        add(here, names(option) + value(option), Help.description(option));
      }
    }
    for (ArgSpec parameter : command.positionalParameters()) {
      String words = String.join(" ", Help.candidates(parameter));
      if (!words.isEmpty()) {
        add(here, "-a " + quoted(words), Help.description(parameter));
      } else if (Help.isFile(parameter)) {
        add(here, "-F", "");
      }
    }
    for (CommandSpec sub : subs) {
      command(sub, and(seen, "__fish_seen_subcommand_from " + sub.name()));
    }
  }

  private void add(String condition, String what, String description) {
    StringBuilder line = new StringBuilder("complete -c " + program);
    if (!condition.isEmpty()) {
      line.append(" -n ").append(quoted(condition));
    }
    line.append(' ').append(what);
    if (!description.isEmpty()) {
      line.append(" -d ").append(quoted(description));
    }
    lines.add(line.toString());
  }

  private static String and(String first, String second) {
    return first.isEmpty() ? second : first + "; and " + second;
  }

  private static String names(OptionSpec option) {
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    return String.join(" ", words);
  }

  private static String value(OptionSpec option) {
    if (option.arity().max() == 0) {
      return "";
    }
    List<String> words = Help.candidates(option);
    if (!words.isEmpty()) {
      return " -x -a " + quoted(String.join(" ", words));
    }
    return Help.isFile(option) ? " -r -F" : " -x";
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
