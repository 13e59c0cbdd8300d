package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

  @ParameterizedTest
  @CsvSource({
    "10.1.0.5/32, 10.1.0.5/32",
    "10.1.0.5, 10.1.0.5/32",
    "10.1.0.0/16, 10.1.0.0/16",
    "0.0.0.0/0, 0.0.0.0/0",
    "2001:db8::5, 2001:db8::5/128",
    "2001:DB8:0:0:0:0:0:5/128, 2001:db8::5/128",
    "2001:db8::/32, 2001:db8::/32",
    "::/0, ::/0"
  })
  void readsPrefixesAndWritesThemInTheirUsualForm(String text, String written) {
    assertThat(Prefix.parse(text)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.0.5/24", "10.1.0.1/31", "2001:db8::5/64", "128.0.0.0/0"})
  void refusesHostBits(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Prefix.parse(text))
        .withMessageContaining("host bits");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.1.0.5/33",
        "10.1.0.5/",
        "/32",
        "10.1.0/24",
        "10.1.0.300/32",
        "10.1.0.05/32",
        "localhost/32",
        "2001:db8::/129",
        "fe80::1%eth0/128",
        "::ffff:10.1.0.5/128",
        "10.1.0.5/032",
        "10.1.0.5/-1",
        "10.1.0.5 /32",
        "[::1]/128",
        "10.1.0.5/32\n",
        "1::2::3/128"
      })
  void refusesEverythingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Prefix.parse(text));
  }

  @Test
  void theFamilyIsThatOfTheAddress() {
    assertThat(Prefix.parse("10.1.0.5/32").isIpv4()).isTrue();
    assertThat(Prefix.parse("2001:db8::5/128").isIpv4()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.0.0/16, 10.1.0.5/32, true",
    "10.1.0.0/16, 10.1.255.0/24, true",
    "10.1.0.0/16, 10.1.0.0/16, true",
    "10.1.0.0/16, 10.0.0.0/15, false",
    "10.1.0.0/16, 10.2.0.0/32, false",
    "0.0.0.0/0, 255.255.255.255/32, true",
    "0.0.0.0/0, ::/0, false",
    "2001:db8::/32, 2001:db8:ffff::5/128, true",
    "2001:db8::/32, 2001:db9::/128, false"
  })
  void containsWhatLiesWhollyInIt(String outer, String inner, boolean contained) {
    assertThat(Prefix.parse(outer).contains(Prefix.parse(inner))).isEqualTo(contained);
  }
}
