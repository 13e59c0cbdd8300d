package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When ExaBGP is gone the program ends at once, whatever the probes do. */
class EndOfExaBgpIT {
  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theEndOfStandardInputEndsIt() throws Exception {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.await(1);

      exabgp.program().closeStdin();

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE);
    }
  }

  @Test
  void aShutdownLineEndsIt() {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.await(1);

      exabgp.program().write("shutdown 1 2");

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE);
    }
  }

  @Test
  void aClosedStandardOutputEndsItAtTheNextCommand() {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.await(1);
      exabgp.program().closeStdout();

      site.answers(500);

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.program().err()).anyMatch(line -> line.contains("ExaBGP is gone"));
    }
  }

  @Test
  void commandsThatHangDoNotHoldUpTheEnd() throws Exception {
    List<String> options =
        Options.watching(site, "--command", "trap '' TERM; sleep 600; true", "--require", "any");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);

      exabgp.program().closeStdin();

      assertThat(exabgp.program().awaitEnd()).isZero();
    }
  }
}
