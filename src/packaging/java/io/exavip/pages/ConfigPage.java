package io.exavip.pages;

import static io.exavip.pages.Roff.bold;
import static io.exavip.pages.Roff.italic;

import io.exavip.config.Key;
import java.util.List;

/** The man page of exavip.yaml: every key, from the list of keys. */
final class ConfigPage {
  static final String NAME = "exavip.yaml";

  private ConfigPage() {}

  /** The text of the page, with a whole file as an example. */
  static String of(Roff.Edition edition, List<String> example) {
    Roff page = new Roff(NAME, 5, edition);
    page.section("NAME").text(NAME + " - the configuration of exavip");
    page.section("SYNOPSIS").marked(italic("/etc/exavip/exavip.yaml"));
    page.section("DESCRIPTION")
        .paragraph(
            "The file says which services exavip watches, what it checks, and how their prefixes"
                + " are announced. It is YAML in UTF-8. Unknown keys are refused, and the line of"
                + " the first mistake is named.")
        .paragraph(
            "While the file is empty but for comments, nothing is announced and no VIP is put on"
                + " an interface.")
        .paragraph(
            "In a value ${NAME} stands for the environment variable NAME, and ${NAME:default} for"
                + " its value or, where it is not set, for the default.")
        .paragraph(
            "Every key is also an option of exavip-run(1) and an environment variable: the key"
                + " fast-interval, the option --fast-interval, the variable EXAVIP_FAST_INTERVAL."
                + " The command line goes before the environment, both before the file.");
    page.section("THE FILE")
        .entry(bold("defaults"), "Keys for every service that does not say otherwise.")
        .entry(
            bold("services"),
            "The services by their names; needed. A name has 1 to 64 of A-Z a-z 0-9 . _ -.")
        .entry(
            bold("on-exit") + " " + bold("withdraw") + "|" + bold("keep"),
            "What happens to the routes when exavip ends by SIGTERM (withdraw).")
        .entry(
            bold("reannounce") + " " + italic("TIME"),
            "Write the wanted state again this often; 0: on change only (0).");
    page.section("KEYS OF A SERVICE")
        .paragraph(
            "TIME is 200ms, 1s, 2m or 1h; a bare number is seconds. A key that may be given more"
                + " than once takes a list.");
    for (Key.Section section : Key.Section.values()) {
      page.subsection(section.heading());
      Key.all().stream()
          .filter(key -> key.section() == section)
          .forEach(key -> page.entry(term(key), meaning(key)));
      if (section == Key.Section.CHECKS) {
        page.entry(
            bold("checks"),
            "A list of checks, each with settings of its own: url, tcp or command, and any other"
                + " key of this part but require.");
      }
    }
    page.section("EXAMPLE").verbatim(example);
    page.section("SEE ALSO")
        .marked(
            String.join(
                ", ",
                bold("exavip") + "(1)",
                bold("exavip-run") + "(1)",
                bold("exavip-validate") + "(1)",
                bold("exavip-vip") + "(1)"));
    return page.toString();
  }

  private static String term(Key key) {
    return switch (key.arity()) {
      case FLAG -> bold(key.name()) + " " + bold("true") + "|" + bold("false");
      case ONE -> bold(key.name()) + " " + italic(key.label());
      case MANY -> bold(key.name()) + " " + italic(key.label()) + "...";
    };
  }

  private static String meaning(Key key) {
    String text = key.description();
    return key.defaultText().isEmpty() ? text : text + " (" + key.defaultText() + ")";
  }
}
