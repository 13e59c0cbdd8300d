package io.exavip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.conf.Where;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Path FILE = Path.of("a.conf");
  private static final Finding ERROR = Finding.error("run", new Where(FILE, 2), "gone", "put it");
  private static final Finding WARNING = Finding.warning("ack", new Where(FILE, 0), "off", "on");
  private static final Finding NOTE = Finding.note("check", new Where(FILE, 2), "fine");

  @Test
  void aFindingIsTwoLinesForPeopleAndASummaryFollows() {
    assertThat(printed(r -> r.text(FILE, List.of(ERROR, WARNING), false)))
        .containsExactly(
            "ERROR    a.conf:2: gone",
            "         fix: put it",
            "WARNING  a.conf: off",
            "         fix: on",
            "a.conf: 1 error, 1 warning");
  }

  @Test
  void nothingFoundIsSaidInOneLine() {
    assertThat(printed(r -> r.text(FILE, List.of(NOTE), false)))
        .containsExactly("a.conf: no errors, no warnings");
  }

  @Test
  void notesAreShownWhenAskedFor() {
    assertThat(printed(r -> r.text(FILE, List.of(NOTE), true))).contains("NOTE     a.conf:2: fine");
  }

  @Test
  void controlCharactersOfTheFileDoNotReachTheTerminal() {
    Finding finding = Finding.note("check", new Where(FILE, 1), "\u001b[2J");

    assertThat(printed(r -> r.text(FILE, List.of(finding), true)))
        .contains("NOTE     a.conf:1: \\u001b[2J");
  }

  @Test
  void jsonIsOneObjectAFinding() {
    assertThat(printed(r -> r.json(List.of(ERROR, NOTE), false)))
        .containsExactly(
            "{\"severity\":\"error\",\"rule\":\"run\",\"file\":\"a.conf\",\"line\":2,"
                + "\"what\":\"gone\",\"fix\":\"put it\"}");
  }

  private static List<String> printed(Consumer<Report> print) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    print.accept(new Report(out));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
