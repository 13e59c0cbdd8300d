package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrefixScraperTest {

  @Test
  void findsThePrefixesOfAFileThatIsNotYaml() {
    assertThat(salvaged("services: [\n web: {ip: 10.1.0.5/32, 2001:db8::5/128\n"))
        .containsExactly("10.1.0.5/32", "2001:db8::5/128");
  }

  @Test
  void findsThePrefixOfAnOption() {
    assertThat(salvaged("run --ip 10.1.0.5/32 --bogus")).containsExactly("10.1.0.5/32");
    assertThat(salvaged("run --ip=10.1.0.5/32 --bogus")).containsExactly("10.1.0.5/32");
  }

  @Test
  void takesABareAddressWhereAPrefixIsMeant() {
    assertThat(salvaged("run --ip 10.1.0.5 --next-hop 10.0.0.1 --bogus"))
        .containsExactly("10.1.0.5/32");
    assertThat(salvaged("web:\n  ip:\n  - 10.1.0.5\n  - 2001:db8::5\n  next-hop: 10.0.0.1\n"))
        .containsExactly("10.1.0.5/32", "2001:db8::5/128");
    assertThat(salvaged("web: {ip: [10.1.0.5, '10.1.0.6'], tcp: '10.0.0.1:80'}"))
        .containsExactly("10.1.0.5/32", "10.1.0.6/32");
  }

  @Test
  void passesOverCommentsUrlsAndWhatIsNoPrefix() {
    assertThat(
            salvaged(
                "# 10.1.0.6/32\nurl: http://10.1.0.7/32 # 10.1.0.8/32\nip: 10.1.0.5/24\nx: 1/2\n"))
        .isEmpty();
  }

  @Test
  void replacesVariables() {
    assertThat(salvaged("ip: ${VIP}\nbroken: [")).containsExactly("10.1.0.5/32");
    assertThat(salvaged("ip: [${OTHER:-10.1.0.6}, '${OTHER:10.1.0.7/32}']"))
        .containsExactlyInAnyOrder("10.1.0.6/32", "10.1.0.7/32");
    assertThat(salvaged("ip: ${OTHER}\nip: ${VIP:=x}\nip: 10.1.0.8"))
        .containsExactly("10.1.0.8/32");
  }

  private static List<String> salvaged(String text) {
    return PrefixScraper.withdrawals(text, Map.of("VIP", "10.1.0.5")::get).stream()
        .peek(route -> assertThat(route.announced()).isFalse())
        .map(route -> route.key().prefix().toString())
        .toList();
  }
}
