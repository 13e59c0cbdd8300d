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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of names, with a name server that the test plays. */
class NameServiceIT {
  /** Names that hang: more than any number of threads that might be shared. */
  private static final int HANGING = 20;

  /** Five look-ups take longer than this where Java keeps an answer, good or bad. */
  private static final Duration UNCACHED = Duration.ofSeconds(35);

  @TempDir Path folder;
  private NamesOfItsOwn names;

  @BeforeEach
  void prepare() {
    names = new NamesOfItsOwn(folder);
  }

  @Test
  void aNameServerThatHangsDisturbsNeitherAddressesNorLocalhostNorTcpChecks() throws IOException {
    List<String> well =
        List.of(
            "url: 'http://127.0.0.1:8080/'",
            "url: 'http://localhost:8080/'",
            "tcp: '127.0.0.1:8080'",
            "tcp: 'localhost:8080'",
            "url: 'http://other:8080/'");
    names.resolves("other", "127.0.0.1");
    StringBuilder file =
        new StringBuilder(
            "defaults: {interval: 200ms, timeout: 20s, start-limit: 1m}\nservices:\n");
    for (int i = 0; i < HANGING; i++) {
      file.append(
          service("h" + i, 100 + i, "url: 'http://n" + i + ".hangs:8080/', timeout: 300ms"));
    }
    for (int i = 0; i < well.size(); i++) {
      file.append(service("w" + i, i, well.get(i)));
    }
    Path config = Files.writeString(folder.resolve("exavip.yaml"), file);

    try (PlayedExaBgp exabgp =
        PlayedExaBgp.of(
            names.start(List.of("run", "--config", config.toString())), Answers::done)) {
      exabgp.await(HANGING + well.size());
      assertThat(exabgp.texts().stream().filter(t -> t.startsWith("announce")))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, well.size())
                  .mapToObj(i -> "announce route 10.1.0." + i + "/32 next-hop self")
                  .toList());
      Await.always(
          "nothing changes any more",
          Duration.ofSeconds(3),
          () -> exabgp.texts().size() == HANGING + well.size());
      assertThat(exabgp.program().err()).anyMatch(line -> line.contains("timeout"));
    }
  }

  @Test
  void nobodyIsAskedForTheNameOfTheHostItself() throws IOException {
    String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    names.resolves("web.test", "127.0.0.1");
    try (PlayedExaBgp exabgp = run("web.test")) {
      exabgp.await(1);
      assertThat(names.queries(host)).isZero();
    }
  }

  @Test
  void aNameThatMovesIsFollowedWithTheNextLookUp() {
    names.resolves("web.test", "127.0.0.1");
    try (PlayedExaBgp exabgp = run("web.test")) {
      exabgp.await(1);
      names.resolves("web.test", "127.0.0.2");
      awaitLookUps("web.test");
      names.isGone("127.0.0.1");
      exabgp.awaitExactly(ANNOUNCE);
    }
  }

  @Test
  void aNameThatDoesNotExistIsAskedForAgainAndFoundWhenItDoes() {
    try (PlayedExaBgp exabgp = run("web.test")) {
      exabgp.await(1);
      exabgp.program().awaitErr("name does not resolve: web.test");
      awaitLookUps("web.test");
      names.resolves("web.test", "127.0.0.1");
      exabgp.awaitExactly(WITHDRAW, ANNOUNCE);
    }
  }

  @Test
  void aTcpCheckOfAPortWhereNobodyListensIsRefusedThoughTheKernelConnectsItToItself() {
    List<String> options =
        new ArrayList<>(List.of("run", "--ip", "10.1.0.5/32", "--interval", "10ms"));
    options.addAll(List.of("--tcp", "127.0.0.1:" + NamesOfItsOwn.LENT_PORT, "--timeout", "20s"));
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.of(names.startWithOneLentPort(options), Answers::done)) {
      exabgp.awaitExactly(WITHDRAW);
      exabgp.program().awaitErr("connection refused");
    }
  }

  /** Five look-ups from now on, so that the last one has begun after whatever was changed. */
  private void awaitLookUps(String name) {
    long before = names.queries(name);
    Await.until("five look-ups of " + name, UNCACHED, () -> names.queries(name) >= before + 5);
  }

  private PlayedExaBgp run(String host) {
    String url = "http://" + host + ":" + NamesOfItsOwn.PORT + "/";
    List<String> options = new ArrayList<>(List.of("run", "--ip", "10.1.0.5/32", "--url", url));
    options.addAll(List.of("--interval", "200ms", "--timeout", "20s", "--start-limit", "1m"));
    return PlayedExaBgp.of(names.start(options), Answers::done);
  }

  private static String service(String name, int number, String check) {
    return "  " + name + ": {ip: 10.1.0." + number + "/32, " + check + "}\n";
  }
}
