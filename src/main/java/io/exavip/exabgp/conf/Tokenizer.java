package io.exavip.exabgp.conf;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the text into statements. Its oddities are ExaBGP's: escapes are resolved before quotes are
 * looked at, a quote of the other kind inside a quoted word changes the kind, and a statement that
 * does not end on its line is an error.
 */
final class Tokenizer {
  private static final String NO_END = "ExaBGP refuses the file";

  private final List<Fault> faults;
  private final List<Statement> statements = new ArrayList<>();

  /** A list that its line has left open: what follows is read as the rest of it. */
  private List<String> openList = new ArrayList<>();

  Tokenizer(List<Fault> faults) {
    this.faults = faults;
  }

  List<Statement> read(String text) {
    int number = 0;
    int first = 0;
    String pending = "";
    for (String raw : text.lines().toList()) {
      number++;
      first = pending.isEmpty() ? number : first;
      pending += raw.stripTrailing();
      if (!pending.endsWith("\\")) {
        cut(first, pending);
        pending = "";
      }
    }
    if (!pending.isEmpty()) {
      faults.add(
          new Fault(
              number, true, "the last line ends with a backslash: " + NO_END, "leave it out"));
    }
    return statements;
  }

  private void cut(int line, String text) {
    new Line(line).cut(unescaped(line, text));
  }

  private String unescaped(int line, String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(++i);
      switch (escaped) {
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'n' -> out.append('\n');
        case 'r' -> out.append('\r');
        case 't' -> out.append('\t');
        case 'u' -> {
          faults.add(
              new Fault(
                  line,
                  true,
                  "the escape \\u: ExaBGP 4.2 refuses the file",
                  "write the character itself"));
          i = Math.min(i + 4, text.length() - 1);
        }
        default -> out.append(escaped);
      }
    }
    return out.toString();
  }

  /** The state while one line is cut. */
  private final class Line {
    private final int number;
    private List<String> words = openList;
    private final StringBuilder word = new StringBuilder();
    private char quote;

    Line(int number) {
      this.number = number;
    }

    void cut(String text) {
      for (char c : text.toCharArray()) {
        if (c == '"' || c == '\'') {
          quote(c);
        } else if (quote != 0) {
          word.append(c);
        } else if (c == '#') {
          endOfLine(true);
          return;
        } else {
          plain(c);
        }
      }
      endOfLine(false);
    }

    private void quote(char c) {
      if (quote == c) {
        quote = 0;
        words.add(word.toString());
        word.setLength(0);
      } else {
        quote = c;
      }
    }

    private void plain(char c) {
      switch (c) {
        case ' ', '\t', '\r', '\n' -> flush();
        case ',', '[', ']' -> {
          flush();
          words.add(String.valueOf(c));
        }
        case ';' -> end(Statement.End.COMMAND);
        case '{' -> end(Statement.End.OPEN);
        case '}' -> end(Statement.End.CLOSE);
        default -> word.append(c);
      }
    }

    private void flush() {
      if (!word.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      }
    }

    private void end(Statement.End end) {
      flush();
      statements.add(new Statement(number, words, end));
      words = new ArrayList<>();
    }

    private void endOfLine(boolean comment) {
      boolean open = quote != 0;
      flush();
      if (open) {
        boolean refused = !words.isEmpty(); // ExaBGP does not see a quote that holds nothing
        faults.add(
            new Fault(
                number,
                refused,
                "a quote is not closed on its line" + (refused ? ": " + NO_END : ""),
                "close it; quotes of one kind can not stand inside those of the other"));
      } else if (!words.isEmpty()) {
        String written = String.join(" ", words);
        String why = comment ? "a comment stands before its end" : "nothing ends it on its line";
        faults.add(
            new Fault(
                number, true, "'" + written + "': " + why + ": " + NO_END, "write: " + fix()));
      }
      // As it was meant, so that the rest can be read.
      openList = isListOpen() ? words : new ArrayList<>();
      if (!words.isEmpty() && !isListOpen()) {
        end(Statement.End.COMMAND);
      }
    }

    private String fix() {
      return isListOpen()
          ? "the whole list up to ] and ; on one line"
          : String.join(" ", words) + ";";
    }

    private boolean isListOpen() {
      return words.contains("[") && !words.contains("]");
    }
  }
}
