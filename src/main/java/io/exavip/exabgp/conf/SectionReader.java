package io.exavip.exabgp.conf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Puts statements together to sections, and says what ExaBGP does not know or would not read. */
final class SectionReader {
  private final Iterator<Statement> statements;
  private final List<Fault> faults;
  private final List<Setting> newIn5 = new ArrayList<>();

  SectionReader(List<Statement> statements, List<Fault> faults) {
    this.statements = statements.iterator();
    this.faults = faults;
  }

  Section read() {
    return read(Grammar.ROOT, new Statement(0, List.of(), Statement.End.OPEN));
  }

  /** Commands that 4.2 does not know. */
  List<Setting> newIn5() {
    return List.copyOf(newIn5);
  }

  private Section read(Grammar grammar, Statement head) {
    List<Setting> commands = new ArrayList<>();
    List<Section> sections = new ArrayList<>();
    boolean closed = false;
    while (!closed && statements.hasNext()) {
      Statement statement = statements.next();
      switch (statement.end()) {
        case COMMAND -> {
          command(grammar, head, statement);
          commands.add(statement.setting());
        }
        case OPEN -> sections.add(read(section(grammar, head, statement), statement));
        default -> {
          close(head, statement);
          closed = true;
        }
      }
    }
    if (!closed && head.line() > 0) {
      faults.add(
          new Fault(
              head.line(),
              false,
              "the section '" + title(head) + "' is not closed",
              "write } at its end"));
    }
    return new Section(head.name(), head.values(), head.line(), commands, sections);
  }

  private void command(Grammar grammar, Statement head, Statement statement) {
    String name = statement.name();
    if (!grammar.knowsCommand(name)) {
      refuse(grammar, head, statement, "the command");
    } else if (grammar.isNewIn5(name)) {
      newIn5.add(statement.setting());
    }
    if (grammar.isSwitch(name) && !statement.setting().isOn() && !statement.setting().isOff()) {
      faults.add(
          new Fault(
              statement.line(),
              true,
              "'" + statement.setting().written() + "': not a switch: ExaBGP refuses the file",
              "write: " + name + " enable; or " + name + " disable;"));
    }
  }

  private Grammar section(Grammar grammar, Statement head, Statement statement) {
    Grammar section = grammar.section(statement.name()).orElse(Grammar.OPAQUE);
    if (section == Grammar.GROUP) {
      faults.add(
          new Fault(
              statement.line(),
              true,
              "'group' is of ExaBGP 3: 4.2 and 5.0 refuse the file",
              "write: template { neighbor NAME { ... } } above, and inherit NAME; in each neighbor"));
    } else if (grammar.section(statement.name()).isEmpty()) {
      refuse(grammar, head, statement, "the section");
    }
    return section;
  }

  private void refuse(Grammar grammar, Statement head, Statement statement, String kind) {
    String place = head.line() == 0 ? "outside of all sections" : "in '" + title(head) + "'";
    faults.add(
        new Fault(
            statement.line(),
            true,
            kind + " '" + statement.name() + "' is unknown " + place + ": ExaBGP refuses the file",
            grammar.instead(statement.name())));
  }

  private void close(Statement head, Statement statement) {
    if (!statement.words().isEmpty()) {
      String written = String.join(" ", statement.words());
      faults.add(
          new Fault(
              statement.line(),
              false,
              "'" + written + "': no ; before }: ExaBGP leaves it out without a word",
              "write: " + written + "; }"));
    }
    if (head.line() == 0) {
      boolean more = statements.hasNext();
      faults.add(
          new Fault(
              statement.line(),
              more,
              "one } too many: ExaBGP reads nothing that follows",
              "leave it out"));
    }
  }

  private static String title(Statement head) {
    return String.join(" ", head.words());
  }
}
