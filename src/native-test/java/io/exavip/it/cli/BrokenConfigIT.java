package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad input under ExaBGP: the program says so, withdraws, and stays, lest ExaBGP give up. */
class BrokenConfigIT {
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aBrokenFileIsWaitedForUntilItIsMended() throws IOException {
    Path file = write("intervall: 1s");
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.launch(Answers::done, List.of("--config", file.toString()))) {
      exabgp.awaitExactly(WITHDRAW);
      exabgp.program().awaitErr("exavip.yaml:9: services.web.intervall: unknown key");
      staysAlive(exabgp);

      write("rise: 1");
      exabgp.awaitExactly(WITHDRAW, ANNOUNCE);
    }
  }

  @Test
  void aBrokenFileThatBreaksInAnotherWaySaysSoAgain() throws IOException {
    Path file = write("intervall: 1s");
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.launch(Answers::done, List.of("--config", file.toString()))) {
      exabgp.program().awaitErr("intervall");

      write("rise: 0");

      exabgp.program().awaitErr("services.web.rise: '0'");
      staysAlive(exabgp);
    }
  }

  @Test
  void aFileThatIsNotThereYetIsWaitedFor() throws IOException {
    Path file = folder.resolve("exavip.yaml");
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.launch(Answers::done, List.of("--config", file.toString()))) {
      exabgp.program().awaitErr("exavip.yaml: .*");

      write("rise: 1");

      exabgp.awaitExactly(WITHDRAW, ANNOUNCE);
    }
  }

  @Test
  void withABadOptionThePrefixIsWithdrawnAndItStaysUntilTheEndOfInput() throws Exception {
    staysAndWithdraws(Map.of(), "--ip", "10.1.0.5/32", "--bogus");
  }

  @Test
  void withABadValueThePrefixIsWithdrawnAndItStays() throws Exception {
    staysAndWithdraws(Map.of(), "--ip=10.1.0.5/32", "--url", site.url(), "--rise", "0");
  }

  @Test
  void aBareAddressIsWithdrawnAsAHostRoute() throws Exception {
    staysAndWithdraws(Map.of(), "--ip", "10.1.0.5", "--url", site.url(), "--rise", "0");
  }

  @Test
  void withABadOptionThePrefixOfTheEnvironmentIsWithdrawn() throws Exception {
    staysAndWithdraws(Map.of("EXAVIP_IP", "10.1.0.5/32"), "--bogus");
  }

  @Test
  void withABadOptionThePrefixesOfTheFileAreWithdrawn() throws Exception {
    staysAndWithdraws(Map.of(), "--config", write("rise: 1").toString(), "--bogus");
  }

  @Test
  void sigtermEndsIt() throws Exception {
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.launch(Answers::done, List.of("--ip", "10.1.0.5/32", "--bogus"))) {
      exabgp.awaitExactly(WITHDRAW);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isEqualTo(2);
    }
  }

  private static void staysAndWithdraws(Map<String, String> environment, String... options)
      throws IOException {
    try (PlayedExaBgp exabgp = PlayedExaBgp.launch(environment, Answers::done, List.of(options))) {
      exabgp.awaitExactly(WITHDRAW);
      staysAlive(exabgp);
      assertThat(exabgp.program().err())
          .anyMatch(line -> line.contains("--bogus") || line.contains("--rise: '0'"));

      exabgp.program().closeStdin();

      assertThat(exabgp.program().awaitEnd()).isEqualTo(2);
    }
  }

  private static void staysAlive(PlayedExaBgp exabgp) {
    Await.always("the program runs", A_WHILE, exabgp.program()::isAlive);
  }

  private Path write(String line) throws IOException {
    String text =
        """
        defaults:
          interval: 200ms
          fast-interval: 50ms
          timeout: 5s
        services:
          web:
            ip: 10.1.0.5/32
            url: %s
            %s
        """
            .formatted(site.url(), line);
    return Files.writeString(folder.resolve("exavip.yaml"), text);
  }
}
