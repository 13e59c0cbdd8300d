package io.exavip.it.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A row of the table of odd answers.
 *
 * @param check what is asked for and wanted: GET, HEAD, PRI or UP
 * @param curl curl's exit code, or "no" if it is 0 without the body that is wanted
 * @param exavip "ok", or a part of the reason
 * @param name a few words
 * @param script what the server sends
 */
record OddAnswer(String check, String curl, String exavip, String name, String script) {
  private static final Path TABLE = Path.of("src/native-test/odd-answers.txt");

  static List<OddAnswer> table() {
    try {
      return Files.readAllLines(TABLE).stream()
          .filter(line -> !line.startsWith("#"))
          .map(OddAnswer::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String method() {
    return check.equals("HEAD") ? "HEAD" : "GET";
  }

  /** The rule for the body as a line of the configuration; empty without one. */
  String rule() {
    return switch (check) {
      case "PRI" -> "expect-body: PRI";
      case "UP" -> "expect-health: true";
      default -> "";
    };
  }

  private static OddAnswer of(String line) {
    String[] cells = line.split(" *\\| ?", 5);
    return new OddAnswer(cells[0], cells[1], cells[2], cells[3].strip(), cells[4]);
  }

  @Override
  public String toString() {
    return name;
  }
}
