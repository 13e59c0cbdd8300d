package io.exavip.probe.name;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemResolverTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.1 10.0.0.2 2001:db8::1, 10.0.0.1 2001:db8::1 10.0.0.2",
    "2001:db8::1 2001:db8::2 10.0.0.1 10.0.0.2, 2001:db8::1 10.0.0.1 2001:db8::2 10.0.0.2",
    "10.0.0.1 10.0.0.2, 10.0.0.1 10.0.0.2",
    "10.0.0.1, 10.0.0.1"
  })
  void theSecondTryIsWithTheOtherFamily(String given, String tried) {
    assertThat(SystemResolver.families(addresses(given))).isEqualTo(addresses(tried));
  }

  private static List<InetAddress> addresses(String text) {
    return Arrays.stream(text.split(" ")).map(a -> IpLiteral.parse(a).orElseThrow()).toList();
  }
}
