package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator does and has asked for while it runs: disable file, hold-down, reannounce. */
class OperatorIT {
  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whileTheDisableFileExistsTheRouteIsWithdrawn() throws Exception {
    Path file = folder.resolve("maintenance");
    List<String> options = Options.watching(site, "--disable", file.toString());
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);
      Files.createFile(file);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW);
      Files.delete(file);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);

      assertThat(exabgp.program().err()).anyMatch(line -> line.contains("DISABLED"));
    }
  }

  @Test
  void theHoldDownDelaysTheNextAnnouncementAndNotTheFirstWithdrawal() {
    List<String> options = Options.watching(site, "--hold-down", "6s");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);
      site.answers(500);
      PlayedExaBgp.Command withdrawn = exabgp.await(2);
      site.answers(200);
      PlayedExaBgp.Command announced = exabgp.await(3);

      assertThat(exabgp.texts()).containsExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);
      assertThat(Duration.ofNanos(announced.nanos() - withdrawn.nanos()))
          .isGreaterThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void reannounceSaysTheWantedStateAgain() {
    List<String> options = Options.watching(site, "--reannounce", "1s");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(3);

      assertThat(exabgp.texts()).containsOnly(ANNOUNCE);
    }
  }
}
