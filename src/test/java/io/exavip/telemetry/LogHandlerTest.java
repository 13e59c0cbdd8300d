package io.exavip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

/** Nothing that comes from outside forges a line of the log. */
class LogHandlerTest {
  private final List<String> lines = new ArrayList<>();
  private final LogHandler handler = new LogHandler(lines::add);

  @Test
  void aLineBreakInATextMakesNoSecondLine() {
    log("web DOWN: status 200\n2026-11-25T12:00:00.000Z exavip INFO web UP: forged");
    assertThat(lines).singleElement().asString().contains("\\u000a2026-11-25").contains("WARN web");
  }

  @Test
  void noTerminalEscapeGoesThrough() {
    log("web DOWN: \u001b[2J\u009b31m\u202eevil\u0007\r");
    assertThat(lines)
        .singleElement()
        .asString()
        .endsWith("web DOWN: \\u001b[2J\\u009b31m\\u202eevil\\u0007\\u000d");
  }

  @Test
  void textOfAnyLanguageStays() {
    log("web DOWN: Größe 大きさ 🙂");
    assertThat(lines).singleElement().asString().endsWith("web DOWN: Größe 大きさ 🙂");
  }

  @Test
  void aLongTextIsCutAndItsLengthSaid() {
    log("web DOWN: " + "x".repeat(65_536));
    assertThat(lines).singleElement().asString().endsWith("x… (65546 characters)");
    assertThat(lines.get(0)).hasSizeLessThan(LogHandler.LINE_LENGTH + 100);
  }

  @Test
  void theMessageOfAnExceptionIsEscapedToo() {
    ExtLogRecord logged = logged("internal error");
    logged.setThrown(new IllegalStateException("a\nb", new RuntimeException("c\td")));
    handler.publish(logged);
    assertThat(lines).anyMatch(line -> line.endsWith("IllegalStateException: a\\u000ab"));
    assertThat(lines).anyMatch(line -> line.endsWith("RuntimeException: c\\u0009d"));
    assertThat(lines).allMatch(line -> line.indexOf('\n') < 0);
  }

  @Test
  void aStackTraceHasAnEnd() {
    RuntimeException deep = new RuntimeException("0");
    for (int i = 1; i < 100; i++) {
      deep = new RuntimeException("" + i, deep);
    }
    ExtLogRecord logged = logged("internal error");
    logged.setThrown(deep);
    handler.publish(logged);
    assertThat(lines).hasSizeLessThan(200);
  }

  @Test
  void theSameExceptionAgainAndAgainIsWrittenOnce() {
    for (int i = 0; i < 1000; i++) {
      ExtLogRecord logged = logged("internal error");
      logged.setThrown(new IllegalStateException("no descriptors"));
      handler.publish(logged);
    }
    assertThat(lines).filteredOn(line -> line.contains("no descriptors")).hasSize(1);
  }

  @Test
  void whoAsksForEveryProbeGetsEveryProbe() {
    for (int i = 0; i < 1000; i++) {
      handler.publish(new ExtLogRecord(Level.DEBUG, "web UP: 200", "test"));
    }
    assertThat(lines).hasSize(1000);
  }

  private void log(String text) {
    handler.publish(logged(text));
  }

  private static ExtLogRecord logged(String text) {
    ExtLogRecord logged = new ExtLogRecord(Level.WARN, text, LogHandlerTest.class.getName());
    logged.setLoggerName("exavip.decision");
    return logged;
  }
}
