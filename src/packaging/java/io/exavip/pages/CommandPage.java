package io.exavip.pages;

import static io.exavip.pages.Roff.bold;
import static io.exavip.pages.Roff.italic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The man page of a command, as roff.
 *
 * <p>Not by picocli-codegen's ManPageGenerator: that writes AsciiDoc, which only asciidoctor, a
 * Ruby program, turns into a man page. The build would need it for fewer words: hidden options are
 * left out there, and those for one state ({@code --down-as-path} …) are hidden in help alone. The
 * page of the file, exavip.yaml(5), and fish's completion would need {@link Roff} and {@link Help}
 * all the same.
 */
final class CommandPage {
  private final CommandSpec command;
  private final Roff page;

  private CommandPage(CommandSpec command, Roff.Edition edition) {
    this.command = command;
    this.page = new Roff(name(command), 1, edition);
  }

  /** The name of a command's page: exavip-run. */
  static String name(CommandSpec command) {
    return command.qualifiedName("-");
  }

  /** The text of the page. */
  static String of(CommandSpec command, Roff.Edition edition) {
    return new CommandPage(command, edition).write();
  }

  private String write() {
    String sentence = Help.sentence(command);
    page.section("NAME")
        .text(
            name(command)
                + " - "
                + sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1));
    page.section("SYNOPSIS").marked(synopsis());
    Footer footer = Footer.of(command);
    page.section("DESCRIPTION").paragraph(Help.description(command));
    footer.notes().forEach(this::note);
    commands();
    arguments();
    options();
    if (!footer.exitCodes().isEmpty()) {
      page.section("EXIT STATUS");
      footer.exitCodes().forEach(page::paragraph);
    }
    files();
    examples(footer.examples());
    seeAlso();
    return page.toString();
  }

  private String synopsis() {
    List<String> words = new ArrayList<>(List.of(bold(command.qualifiedName(" "))));
    words.add("[" + italic("OPTION") + "]...");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String label = label(parameter);
      String many = parameter.arity().max() > 1 ? "..." : "";
      words.add(parameter.required() ? label + many : "[" + label + "]" + many);
    }
    if (!Help.subcommands(command).isEmpty()) {
      words.add(italic("COMMAND") + " [" + italic("ARGUMENT") + "]...");
    }
    return String.join(" ", words);
  }

  private void commands() {
    if (Help.subcommands(command).isEmpty()) {
      return;
    }
    page.section("COMMANDS");
    for (CommandSpec sub : Help.subcommands(command)) {
      page.entry(bold(name(sub)) + "(1)", Help.description(sub));
    }
  }

  private void arguments() {
    if (command.positionalParameters().isEmpty()) {
      return;
    }
    page.section("ARGUMENTS");
    command.positionalParameters().forEach(arg -> page.entry(label(arg), Help.description(arg)));
  }

  private void options() {
    page.section("OPTIONS");
    Help.options(command)
        .forEach(
            (heading, options) -> {
              if (Help.options(command).size() > 1) {
                page.subsection(heading);
              }
              options.forEach(option -> page.entry(term(option), meaning(option)));
            });
  }

  private static String term(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + label(option);
    return Stream.of(option.names())
        .map(name -> bold(name) + value)
        .collect(Collectors.joining(", "));
  }

  private static String meaning(OptionSpec option) {
    String text = Help.description(option);
    boolean many = option.isMultiValue();
    return Help.key(option)
        .map(key -> text + (many ? "; may be repeated" : "") + " [" + key.variable() + "]")
        .orElse(text);
  }

  private static String label(ArgSpec arg) {
    return Stream.of(arg.paramLabel().split("\\|"))
        .map(part -> part.equals(part.toLowerCase(Locale.ROOT)) ? bold(part) : italic(part))
        .collect(Collectors.joining("|"));
  }

  private void files() {
    if (Help.options(command).values().stream()
        .flatMap(List::stream)
        .anyMatch(option -> option.longestName().equals("--config"))) {
      page.section("FILES")
          .entry(italic("/etc/exavip/exavip.yaml"), "The configuration, see exavip.yaml(5).");
    }
  }

  /** Prose, and lines that are indented because they are to stay as they are. */
  private void note(String note) {
    List<String> prose = new ArrayList<>();
    List<String> indented = new ArrayList<>();
    for (String line : note.lines().toList()) {
      if (line.startsWith("  ")) {
        tell(prose);
        indented.add(line.substring(2));
      } else {
        flush(indented);
        prose.add(line);
      }
    }
    tell(prose);
    flush(indented);
  }

  private void tell(List<String> prose) {
    if (!prose.isEmpty()) {
      page.paragraph(String.join(" ", prose).strip());
      prose.clear();
    }
  }

  private void examples(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    page.section("EXAMPLES");
    List<String> indented = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(" ")) {
        indented.add(line.substring(2));
        continue;
      }
      flush(indented);
      String title = line.replaceFirst("^Examples?[:,]?\\s*", "");
      if (!title.isEmpty()) {
        page.paragraph(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
      }
    }
    flush(indented);
  }

  private void flush(List<String> indented) {
    if (!indented.isEmpty()) {
      page.verbatim(indented);
      indented.clear();
    }
  }

  private void seeAlso() {
    CommandSpec top = command.root();
    List<String> pages = new ArrayList<>();
    Stream.concat(Stream.of(top), Help.subcommands(top).stream())
        .filter(other -> other != command)
        .forEach(other -> pages.add(bold(name(other)) + "(1)"));
    pages.add(bold("exavip.yaml") + "(5)");
    pages.add(bold("exabgp") + "(1)");
    page.section("SEE ALSO").marked(String.join(", ", pages));
  }
}
