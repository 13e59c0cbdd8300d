package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of bounded length out of whatever comes. */
class AnswerLinesTest {
  @Test
  void readsLinesAndALastOneWithoutItsEnd() throws IOException {
    assertThat(lines("done\n\nerror\r\nshut")).containsExactly("done", "", "error\r", "shut");
  }

  @Test
  void anEmptyStreamHasNoLine() throws IOException {
    assertThat(lines("")).isEmpty();
  }

  @Test
  void ofALongLineTheBeginningIsKeptAndTheNextLineIsRead() throws IOException {
    String start = "x".repeat(AnswerLines.MAX_BYTES);
    assertThat(lines(start + "y".repeat(100_000) + "\ndone\n")).containsExactly(start, "done");
  }

  @Test
  void aGigabyteWithoutAnEndIsSkippedInNoMemory() throws IOException {
    InputStream endless =
        new InputStream() {
          private long left = 1L << 30;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
              return -1;
            }
            int count = (int) Math.min(left, length);
            left -= count;
            return count;
          }
        };
    try (AnswerLines lines = new AnswerLines(endless)) {
      assertThat(lines.next()).hasSize(AnswerLines.MAX_BYTES);
      assertThat(lines.next()).isNull();
    }
  }

  private static List<String> lines(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (AnswerLines lines =
        new AnswerLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        found.add(line);
      }
    }
    return found;
  }
}
