package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
  @ValueSource(strings = {"1", "4294967295", "1 2"})
  void everyAsNumberOfFourBytesIsTaken(String text) {
    assertThat(AsPath.parse(text)).hasToString(text);
  }

  @Test
  void aMedIsAddedToWhatElseThereIs() {
    RouteAttributes all =
        new RouteAttributes(
            Optional.of(AsPath.parse("65010 65010")),
            OptionalLong.empty(),
            List.of("65010:1"),
            List.of("65010:1:1"),
            List.of("target:65010:1"));
    RouteAttributes withMed = all.withMed(200);

    assertThat(withMed.med()).hasValue(200);
    assertThat(withMed.asPath()).isEqualTo(all.asPath());
    assertThat(withMed.hasCommunitiesOf(all)).isTrue();
    assertThat(withMed.hasCommunitiesOf(RouteAttributes.NONE)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "65010, 0, 65010 65010, 0, -1",
    "65010 65010, 0, 65010, 0, 1",
    "65010, 300, 65010 65010, 0, -1",
    "65010, 100, 65010, 200, -1",
    "65010, 200, 65010, 100, 1",
    "65010, 100, 65010, 100, 0",
  })
  void theShorterPathIsPreferredAndAtTheSameLengthTheLowerMed(
      String path, long med, String otherPath, long otherMed, int preferred) {
    assertThat(Integer.signum(withPath(path, med).comparePreference(withPath(otherPath, otherMed))))
        .isEqualTo(preferred);
  }

  @Test
  void withoutAPathAPeerSeesTheLocalAsAlone() {
    assertThat(RouteAttributes.NONE.pathLength()).isEqualTo(1);
    assertThat(withPath("65010 65010 65010", 0).pathLength()).isEqualTo(3);
    assertThat(RouteAttributes.NONE.comparePreference(withPath("65010", 0))).isZero();
  }

  private static RouteAttributes withPath(String path, long med) {
    return new RouteAttributes(
        Optional.of(AsPath.parse(path)), OptionalLong.of(med), List.of(), List.of(), List.of());
  }

  @ParameterizedTest
  @EnumSource
  void everyKindSaysWhatItLooksLike(CommunityKind kind) {
    assertThat(kind.allowed()).isNotBlank();
    assertThat(kind.keyword()).endsWith("community");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, 65010:1 65010:65535",
    "STANDARD, no-export blackhole",
    "LARGE, 4294967295:0:1",
    "EXTENDED, target:65535:4294967295",
    "EXTENDED, target:65536:65535",
    "EXTENDED, origin:0:0",
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
    "EXTENDED, target:65536:65536",
    "EXTENDED, ::",
    "EXTENDED, 65010:1",
    "EXTENDED, 0x00"
  })
  void refusesWhatExaBgpRefusesOrGarbles(CommunityKind kind, String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> kind.parse(text));
  }
}
