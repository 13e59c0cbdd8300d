package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Text beyond ASCII where the locale is C, as it is under many a service manager. */
class LocaleIT {
  private static final Map<String, String> C = Map.of("LANG", "C", "LC_ALL", "C");

  @Test
  void anArgumentIsToldOfAsItWasGiven() {
    Cli.Outcome outcome = Cli.run(C, "check", "--url", "http://127.0.0.1:1", "--ip", "Größe");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("'Größe'");
  }

  @Test
  void aVariableIsToldOfAsItWasGiven() {
    Cli.Outcome outcome =
        Cli.run(
            Map.of("LC_ALL", "C", "EXAVIP_IP", "Größe"), "check", "--url", "http://127.0.0.1:1");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("'Größe'");
  }
}
