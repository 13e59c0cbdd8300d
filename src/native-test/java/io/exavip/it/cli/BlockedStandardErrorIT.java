package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody reads standard error, and its pipe is full: every line that is written there blocks. */
class BlockedStandardErrorIT {
  private final Site site = new Site();

  @TempDir Path folder;
  private FullPipe err;

  @BeforeEach
  void fill() throws Exception {
    err = FullPipe.in(folder);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
    err.close();
  }

  @Test
  void theRouteOfAnAppThatDiesIsWithdrawnAllTheSame() {
    try (PlayedExaBgp exabgp = launch()) {
      site.answers(500);

      exabgp.awaitExactly(ANNOUNCE, WITHDRAW);
    }
  }

  @Test
  void anAppThatComesBackIsAnnouncedAllTheSame() {
    site.answers(500);
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(err.file(), Answers::done, options())) {
      exabgp.await(1);

      site.answers(200);

      exabgp.awaitExactly(WITHDRAW, ANNOUNCE);
    }
  }

  @Test
  void sigtermWithdrawsAndEndsIt() throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isZero();
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE, WITHDRAW);
    }
  }

  @Test
  void theEndOfExaBgpEndsIt() throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      exabgp.program().closeStdin();

      assertThat(exabgp.program().awaitEnd()).isZero();
    }
  }

  @Test
  void badOptionsKeepItAliveUntilSigtermAllTheSame() throws Exception {
    List<String> options = List.of("--ip", "10.1.0.5/32", "--bogus");
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(err.file(), Answers::done, options)) {
      exabgp.awaitExactly(WITHDRAW);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isEqualTo(2);
    }
  }

  @Test
  void aReaderThatComesBackReadsWhatHappenedMeanwhile() throws Exception {
    try (PlayedExaBgp exabgp = launch()) {
      site.answers(500);
      exabgp.await(2);

      err.readOn();

      Await.until(
          "the log tells of the withdrawal",
          () -> err.lines().stream().anyMatch(line -> line.contains("DOWN: ")));
      assertThat(err.lines()).anyMatch(line -> line.contains("UP: "));
    }
  }

  private PlayedExaBgp launch() {
    PlayedExaBgp exabgp = PlayedExaBgp.launch(err.file(), Answers::done, options());
    exabgp.await(1);
    return exabgp;
  }

  private List<String> options() {
    return Options.watching(site);
  }
}
