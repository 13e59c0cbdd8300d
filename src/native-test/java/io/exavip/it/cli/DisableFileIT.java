package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disable file of which nothing can be known: it takes no part in any decision. */
class DisableFileIT {
  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void whileItsFileSystemHangsTheRouteFollowsTheAppAndTheProgramEndsWhenAsked() throws Exception {
    try (PlayedExaBgp exabgp = onHungFileSystem("--start-limit", "1s")) {
      exabgp.await(1);
      exabgp.program().awaitErr("disable file .*cannot be looked at \\(no answer for 2 s\\)");
      site.answers(500);
      exabgp.await(2);
      site.answers(200);
      exabgp.await(3);
      assertThat(exabgp.texts()).containsExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);

      exabgp.program().signal("TERM");
      assertThat(exabgp.program().awaitEnd()).isZero();
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW, ANNOUNCE, WITHDRAW);
      assertThat(exabgp.program().err().stream().filter(l -> l.contains("cannot be looked at")))
          .hasSize(1);
    }
  }

  @Test
  void whileItsFileSystemHangsFromTheStartASickAppIsWithdrawn() {
    site.answers(500);
    try (PlayedExaBgp exabgp = onHungFileSystem("--start-limit", "1m")) {
      exabgp.awaitExactly(WITHDRAW);
    }
  }

  @Test
  void aConfigurationWhoseDisableFileDoesNotAnswerIsReadAllTheSame() {
    try (Exavip program =
        HungFileSystem.start(folder, run(List.of("--check-config", "--disable", hung())))) {
      assertThat(program.awaitExit()).isZero();
    }
  }

  @Test
  void whatCannotBeLookedAtLeavesAServiceOutThatWasOut() throws Exception {
    Path file = folder.resolve("maintenance");
    List<String> options = Options.watching(site, "--disable", file.toString());
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(Answers::done, options)) {
      exabgp.await(1);
      Files.createFile(file);
      exabgp.await(2);
      Files.createSymbolicLink(folder.resolve("loop"), file);
      Files.move(folder.resolve("loop"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      exabgp.program().awaitErr("cannot be looked at .*the last answer holds: it exists");
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW);
      Files.delete(file);
      exabgp.awaitExactly(ANNOUNCE, WITHDRAW, ANNOUNCE);
      Await.until(
          "it is said once that it can be looked at again",
          () ->
              exabgp.program().err().stream().filter(l -> l.contains("looked at again")).count()
                  == 1);
    }
  }

  private PlayedExaBgp onHungFileSystem(String... more) {
    List<String> options = new ArrayList<>(List.of("--disable", hung()));
    options.addAll(List.of(more));
    return PlayedExaBgp.at(HungFileSystem.start(folder, run(options)), Answers::done);
  }

  private String hung() {
    return folder.resolve("maintenance").toString();
  }

  private List<String> run(List<String> more) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(Options.watching(site, more.toArray(String[]::new)));
    return words;
  }
}
