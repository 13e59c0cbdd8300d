package io.exavip.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The lines that a process leaves for its successor. */
class StateTextTest {
  private static final RouteKey PLAIN =
      new RouteKey(Prefix.parse("10.1.0.5/32"), List.of(), OptionalLong.empty());
  private static final RouteKey FULL =
      new RouteKey(
          Prefix.parse("2001:db8::5/128"),
          List.of(IpLiteral.parse("10.0.1.4").get(), IpLiteral.parse("2001:db8::1").get()),
          OptionalLong.of(4294967295L));

  @Test
  void whatIsWrittenIsRead() {
    StateText state = new StateText(Set.of(PLAIN, FULL), Set.of(FULL));
    assertThat(StateText.parse(state.text())).isEqualTo(state);
    assertThat(state.text())
        .isEqualTo(
            "configured 10.1.0.5/32\n"
                + "configured 2001:db8::5/128 neighbors 10.0.1.4,2001:db8::1 path-id 4294967295\n"
                + "left 2001:db8::5/128 neighbors 10.0.1.4,2001:db8::1 path-id 4294967295\n");
  }

  @Test
  void linesThatCannotBeReadArePassedOver() {
    String text =
        "\n\0\u00ff\nconfigured\nconfigured 10.1.0.300/32\nconfigured 10.1.0.6/32 path-id\n"
            + "configured 10.1.0.6/32 path-id -1\nconfigured 10.1.0.6/32 neighbors x\n"
            + "configured 10.1.0.6/32 nonsense 1\nconfigured 10.1.0.5/32\nleft";
    assertThat(StateText.parse(text)).isEqualTo(new StateText(Set.of(PLAIN), Set.of()));
  }

  @Test
  void garbageIsReadWithoutAFault() {
    Random random = new Random(17);
    String good = new StateText(Set.of(PLAIN, FULL), Set.of(FULL)).text();
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int j = random.nextInt(8); j >= 0; j--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
      }
      assertThat(StateText.parse(text.substring(random.nextInt(text.length()))).all())
          .hasSizeLessThanOrEqualTo(3);
    }
  }
}
