package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The conversation with ExaBGP, from the first line to SIGTERM. */
class ProcessApiIT {
  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theFirstLineAsksForTheVersionAndTheRouteFollowsTheApp() {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.await(1);
      site.answers(500);
      exabgp.await(2);
      site.answers(200);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);

      assertThat(exabgp.program().out().get(0)).isEqualTo(" version");
      assertThat(exabgp.program().err()).anyMatch(line -> line.contains("ExaBGP 4.2.21"));
      assertThat(exabgp.program().err()).noneMatch(line -> line.contains("WARN"));
    }
  }

  @Test
  void stdoutCarriesWholeLinesOfAsciiAndNoLog() {
    List<String> options = Options.watching(site, "-v", "--service", "web", "--metric", "1");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);
      site.answers(500);
      exabgp.await(2);

      assertThat(exabgp.program().output())
          .matches(" version\n(announce|withdraw) [ -~]+\n(announce|withdraw) [ -~]+\n");
    }
  }

  @Test
  void aSickAppAtTheStartIsWithdrawnAlthoughNeverAnnounced() {
    site.answers(500);
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.awaitExactly(WITHDRAW);
    }
  }

  @Test
  void sigtermWithdrawsAndEndsWithExitCode0() throws Exception {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, Options.watching(site))) {
      exabgp.await(1);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.await(2).text()).isEqualTo(WITHDRAW);
      assertThat(exabgp.commands()).hasSize(2);
    }
  }

  @Test
  void sigtermDoesNotWaitLongForAnAnswer() throws Exception {
    Answers onlyOnce = (command, n) -> n > 1 ? List.of() : Answers.done(command, n);
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(onlyOnce, Options.watching(site))) {
      exabgp.await(1);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE, WITHDRAW);
    }
  }

  @Test
  void onExitKeepLeavesTheRoutes() throws Exception {
    List<String> options = Options.watching(site, "--on-exit", "keep");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE);
    }
  }
}
