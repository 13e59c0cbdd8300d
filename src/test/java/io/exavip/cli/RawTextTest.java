package io.exavip.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a JVM makes of arguments where the locale is C, and what they are. */
class RawTextTest {

  @Test
  void argumentsAreReadAsUtf8() {
    byte[] raw = utf8("java\0-jar\0exavip.jar\0check\0--expect\0Größe\0");
    assertThat(RawText.arguments(raw, List.of("check", "--expect", "Gr??e")))
        .containsExactly("check", "--expect", "Größe");
  }

  @Test
  void emptyArgumentsKeepTheirPlaces() {
    byte[] raw = utf8("exavip\0\0ü\0\0");
    assertThat(RawText.arguments(raw, List.of("", "??", ""))).containsExactly("", "ü", "");
  }

  @Test
  void bytesThatAreNoUtf8StayAsTheyWereRead() {
    byte[] raw = "exavip\0Gr\u00f6\u00dfe\0".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(RawText.arguments(raw, List.of("Gr??e"))).containsExactly("Gr??e");
  }

  @Test
  void withoutTheRawCommandLineTheyStayAsTheyWereRead() {
    assertThat(RawText.arguments(new byte[0], List.of("a", "b"))).containsExactly("a", "b");
  }

  @Test
  void variablesAreReadAsUtf8() {
    byte[] raw = utf8("PATH=/bin\0EXAVIP_EXPECT=a=ü\0");
    assertThat(RawText.environment(raw, Map.of("PATH", "/bin", "EXAVIP_EXPECT", "a=??")))
        .isEqualTo(Map.of("PATH", "/bin", "EXAVIP_EXPECT", "a=ü"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
