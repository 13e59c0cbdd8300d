package io.exavip.it.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A document of the repository.
 *
 * @param file where it is
 * @param text all of it
 */
record Markdown(Path file, String text) {
  private static final String FENCE = "```";
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final List<String> OTHERS = List.of("./.git", "./target");

  /**
   * A block of code.
   *
   * @param document the document in which it stands
   * @param language what stands behind the fence, such as {@code sh}; empty if nothing does
   * @param note the comment in the line before it, empty if there is none
   * @param text its lines
   */
  record Block(Path document, String language, String note, String text) {
    @Override
    public String toString() {
      return document + ": " + text.lines().findFirst().orElse("");
    }
  }

  static List<Markdown> all() {
    try (Stream<Path> files = Files.walk(Path.of("."), 4)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> OTHERS.stream().noneMatch(file::startsWith))
          .sorted()
          .map(file -> of(file.normalize()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Markdown of(Path file) {
    try {
      return new Markdown(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> inside = null;
    String language = "";
    String note = "";
    String before = "";
    for (String line : text.lines().toList()) {
      if (inside == null && line.startsWith(FENCE)) {
        inside = new ArrayList<>();
        language = line.substring(FENCE.length()).strip();
        note = before.startsWith("<!--") ? before.replaceAll("<!-- *| *-->", "") : "";
      } else if (inside != null && line.startsWith(FENCE)) {
        blocks.add(new Block(file, language, note, String.join("\n", inside) + "\n"));
        inside = null;
      } else if (inside != null) {
        inside.add(line);
      }
      before = line;
    }
    return blocks;
  }

  /** The code between words. */
  List<String> spans() {
    return SPAN.matcher(text.replaceAll("(?ms)^```.*?^```", ""))
        .results()
        .map(span -> span.group(1))
        .toList();
  }
}
