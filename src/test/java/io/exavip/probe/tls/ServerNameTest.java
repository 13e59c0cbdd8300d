package io.exavip.probe.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerNameTest {
  @ParameterizedTest
  @CsvSource({
    "shop.example.com, shop.example.com, true",
    "shop.example.com, SHOP.Example.com, true",
    "shop.example.com., shop.example.com, true",
    "shop.example.com, example.com, false",
    "shop.example.com, *.example.com, true",
    "example.com, *.example.com, false",
    "a.shop.example.com, *.example.com, false",
    "shop.example.com, s*.example.com, false",
    "shop.example.com, *, false",
    "example.com, *.com, false",
    "localhost, localhost, true",
    "10.0.0.5, 10.0.0.5, true",
    "10.0.0.5, 10.0.0.6, false",
    "10.0.0.5, *.0.0.5, false",
    "2001:db8::5, 2001:db8:0:0:0:0:0:5, true"
  })
  void aNameIsOneThatACertificateHasOrItsStarStandsFor(String name, String has, boolean matches) {
    assertThat(new ServerName(name).matches(has)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.example.com, true",
    "shop.example.com., true",
    "localhost, true",
    "10.0.0.5, false",
    "2001:db8::5, false"
  })
  void aNameIsSentToTheServerAndAnAddressIsNot(String name, boolean sent) {
    assertThat(new ServerName(name).sni().isPresent()).isEqualTo(sent);
  }
}
