package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What of any text is taken reads the same again, and cannot break a command of ExaBGP's. */
class RouteValuesFuzzTest {

  @FuzzTest
  void prefix(byte[] input) {
    Prefix prefix;
    try {
      prefix = Prefix.parse(text(input));
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(Prefix.parse(prefix.toString())).isEqualTo(prefix);
    assertThat(prefix.toString()).matches("[0-9a-f.:]+/\\d{1,3}");
  }

  @FuzzTest
  void address(byte[] input) {
    IpLiteral.parse(text(input))
        .ifPresent(
            address -> {
              assertThat(IpLiteral.text(address)).matches("[0-9a-f.:]+");
              assertThat(IpLiteral.parse(IpLiteral.text(address))).contains(address);
            });
  }

  @FuzzTest
  void asPath(byte[] input) {
    AsPath path;
    try {
      path = AsPath.parse(text(input));
    } catch (IllegalArgumentException e) {
      return;
    }
    assertThat(AsPath.parse(path.toString())).isEqualTo(path);
    assertThat(AsPath.parse("[ " + path + " ]")).isEqualTo(path);
    assertThat(path.toString()).matches("[1-9]\\d{0,9}( [1-9]\\d{0,9})*");
  }

  @FuzzTest
  void communities(byte[] input) {
    for (CommunityKind kind : CommunityKind.values()) {
      List<String> communities;
      try {
        communities = kind.parse(text(input));
      } catch (IllegalArgumentException e) {
        continue;
      }
      assertThat(communities).isNotEmpty().allMatch(one -> one.matches("[0-9a-z:-]+"));
      assertThat(kind.parse(String.join(" ", communities))).isEqualTo(communities);
    }
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
