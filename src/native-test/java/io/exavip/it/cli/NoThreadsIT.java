package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Exec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A limit on processes is reached when the program starts. It runs as a user of its own, since root
 * has no such limit and all processes of a user count.
 */
class NoThreadsIT {
  private static final String USER = "64321";

  /** Enough for the runtime, and that it gets as far as its first line. */
  private static final String FEW =
      System.getProperty("exavip.executable", "").isEmpty() ? "--nproc=20:" : "--nproc=3:";

  private final Site site = new Site();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void itSaysSoStaysAndGoesOnWhenThreadsCanBeStartedAgain() {
    try (PlayedExaBgp exabgp = start()) {
      exabgp.program().awaitErr("no threads can be started");
      Await.always("it stays", Duration.ofSeconds(3), exabgp.program()::isAlive);
      assertThat(exabgp.texts()).noneMatch(text -> text.contains("route"));

      String pid = Long.toString(exabgp.program().pid());
      Exec.run(as("prlimit", "--pid", pid, "--nproc=1000:").toArray(String[]::new));

      Await.until("it announces", () -> exabgp.texts().contains(ANNOUNCE));
      assertThat(exabgp.program().err())
          .filteredOn(line -> line.contains("no threads can be started"))
          .hasSize(1);
    }
  }

  private static List<String> as(String... command) {
    List<String> words =
        new ArrayList<>(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    words.addAll(List.of(command));
    return words;
  }

  private PlayedExaBgp start() {
    List<String> command = as("prlimit", FEW);
    command.addAll(
        Subject.command("run", "--ip", "10.1.0.5/32", "--url", site.url(), "--timeout", "20s"));
    return PlayedExaBgp.at(
        Exavip.start(
            Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseSerialGC -XX:CICompilerCount=1"), command),
        Answers::done);
  }
}
