package io.exavip.pages;

import java.util.List;
import java.util.Locale;

/** The text of a man page, in the {@code man} macros of roff. */
final class Roff {
  private static final int WIDTH = 78;

  private final StringBuilder page = new StringBuilder();

  /**
   * Begins a page.
   *
   * @param name the name of the page
   * @param section the section of the manual
   * @param edition where it comes from
   */
  Roff(String name, int section, Edition edition) {
    String title = section == 5 ? "File Formats" : "User Commands";
    page.append(".\\\" Generated from the commands; do not edit.\n");
    page.append(
        ".TH %s %d \"%s\" \"exavip %s\" \"%s\"\n"
            .formatted(
                plain(name.toUpperCase(Locale.ROOT)),
                section,
                edition.date(),
                plain(edition.version()),
                title));
    page.append(".nh\n.ad l\n");
  }

  /**
   * What a page comes from.
   *
   * @param version the version of the program
   * @param date its date, as 2026-11-22
   */
  record Edition(String version, String date) {}

  Roff section(String heading) {
    page.append(".SH ").append(plain(heading)).append('\n');
    return this;
  }

  Roff subsection(String heading) {
    page.append(".SS ").append(plain(heading)).append('\n');
    return this;
  }

  /** A paragraph of its own. */
  Roff paragraph(String text) {
    if (!endsWithHeading()) {
      page.append(".PP\n");
    }
    return text(text);
  }

  /** Text that goes on, broken into lines. */
  Roff text(String text) {
    wrap(plain(text));
    return this;
  }

  /** Text that has its escapes already, such as those of {@link #bold}. */
  Roff marked(String text) {
    wrap(text);
    return this;
  }

  /** A term, marked up, and what it means. */
  Roff entry(String term, String meaning) {
    page.append(".TP\n").append(guarded(term)).append('\n');
    return text(meaning);
  }

  /** Lines that stay as they are. */
  Roff verbatim(List<String> lines) {
    page.append(endsWithHeading() ? "" : ".PP\n").append(".RS 4\n.nf\n");
    lines.forEach(line -> page.append(guarded(plain(line))).append('\n'));
    page.append(".fi\n.RE\n");
    return this;
  }

  static String bold(String text) {
    return "\\fB" + plain(text) + "\\fR";
  }

  static String italic(String text) {
    return "\\fI" + plain(text) + "\\fR";
  }

  /** Text without a meaning to roff: what stands there is what is printed, dash for dash. */
  static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(escaped(c)));
    return out.toString();
  }

  @Override
  public String toString() {
    return page.toString();
  }

  private static String escaped(int c) {
    return switch (c) {
      case '\\' -> "\\e";
      case '-' -> "\\-";
      case '\'' -> "\\(aq";
      case '`' -> "\\(ga";
      case '^' -> "\\(ha";
      case '~' -> "\\(ti";
      case '"' -> "\\(dq";
      case '…' -> "...";
      default -> c < 128 ? Character.toString(c) : "\\[u%04X]".formatted(c);
    };
  }

  private boolean endsWithHeading() {
    int last = page.lastIndexOf("\n", page.length() - 2) + 1;
    return page.indexOf(".S", last) == last;
  }

  private void wrap(String text) {
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        page.append(guarded(line.toString())).append('\n');
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    page.append(guarded(line.toString())).append('\n');
  }

  /** A line that begins with a dot would be a request. */
  private static String guarded(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }
}
