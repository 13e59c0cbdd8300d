package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

  @ParameterizedTest
  @ValueSource(strings = {"65010 65010 65010", " [ 65010 65010  65010 ] ", "[65010 65010 65010]"})
  void readsAnAsPathWithAndWithoutBrackets(String text) {
    assertThat(AsPath.parse(text)).hasToString("65010 65010 65010");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[ ]",
        "0",
        "4294967296",
        "65010,65010",
        "65010 x",
        "-1",
        "65010.1",
        "65010\n65010",
        "[ 65010 ( 65011 ) ]",
        "٦٥"
      })
  void refusesRubbishInAnAsPath(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AsPath.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, 65010:1 65010:65535",
    "STANDARD, no-export blackhole",
    "LARGE, 4294967295:0:1",
    "EXTENDED, target:65010:4294967295",
    "EXTENDED, origin:4200000000:1",
    "EXTENDED, 0x0002fdea00000001"
  })
  void readsCommunities(CommunityKind kind, String text) {
    assertThat(kind.parse(text)).containsExactly(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, 65536:1",
    "STANDARD, 65010",
    "STANDARD, no-exports",
    "STANDARD, '65010:1,65010:2'",
    "STANDARD, '65010:1 ]'",
    "LARGE, 65010:1",
    "LARGE, 4294967296:1:1",
    "EXTENDED, target:10.0.0.1:5",
    "EXTENDED, target:4200000000:65536",
    "EXTENDED, 65010:1",
    "EXTENDED, 0x00"
  })
  void refusesWhatExaBgpRefusesOrGarbles(CommunityKind kind, String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> kind.parse(text));
  }
}
