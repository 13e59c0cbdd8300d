package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program may open no more files, or start no more processes, while all apps are well. */
class ShortageIT {
  /** Fewer than the program has open anyway. */
  private static final String FEW = "--nofile=8:";

  /** In this time each of the services is probed some thirty times. */
  private static final Duration SOME_TIME = Duration.ofSeconds(6);

  /** Bytes of addresses; a JVM takes 4 GB and more on any machine. */
  private static final String ADDRESSES =
      System.getProperty("exavip.executable", "").isEmpty() ? "--as=8000000000" : "--as=4500000000";

  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void withoutDescriptorsNothingIsConcludedAndItIsSaidOnce() throws Exception {
    try (TlsSite tls = new TlsSite(folder);
        PlayedExaBgp exabgp =
            launch(
                "url: '" + site.url() + "'",
                "tcp: '127.0.0.1:" + site.port() + "'",
                "url: '" + tls.url("localhost") + "', ca-file: " + tls.certificate(),
                "command: 'true'")) {
      awaitAnnounced(exabgp, 4);
      int before = exabgp.program().err().size();
      String limit = limit(exabgp);

      limitTo(exabgp, FEW);
      exabgp.program().awaitErr("WARN .*cannot be probed: no descriptors left");
      Await.always("no route changes", SOME_TIME, () -> exabgp.texts().size() == 4);
      List<String> said = exabgp.program().err();
      assertThat(said.subList(before, said.size())).hasSizeLessThanOrEqualTo(3);
      assertThat(said).filteredOn(line -> line.contains("cannot be probed")).hasSize(1);

      limitTo(exabgp, "--nofile=" + limit + ":");
      exabgp.program().awaitErr("INFO all services can be probed again");
      assertThat(exabgp.texts()).hasSize(4);
    }
  }

  @Test
  void itStartsWhereAddressSpaceHasALimit() {
    List<String> command = new ArrayList<>(List.of("prlimit", ADDRESSES));
    command.addAll(
        Subject.command("run", "--ip", "10.1.0.5/32", "--url", site.url(), "--timeout", "20s"));
    try (PlayedExaBgp exabgp = PlayedExaBgp.at(Exavip.start(Map.of(), command), Answers::done)) {
      awaitAnnounced(exabgp, 1);
    }
  }

  @Test
  void anAppThatDiedMeanwhileIsFoundAsSoonAsItCanBeAsked() throws Exception {
    try (PlayedExaBgp exabgp = launch("url: '" + site.url() + "'")) {
      awaitAnnounced(exabgp, 1);
      String limit = limit(exabgp);

      limitTo(exabgp, FEW);
      exabgp.program().awaitErr("cannot be probed: no descriptors left");
      site.answers(500);
      limitTo(exabgp, "--nofile=" + limit + ":");

      assertThat(exabgp.await(2).text()).startsWith("withdraw route 10.1.0.1/32");
    }
  }

  @Test
  void theLimitIsRaisedToTheHardOne() throws Exception {
    Exavip program =
        Exavip.start(
            Map.of(),
            under("--nofile=100:3000", "run", "--config", file("url: '" + site.url() + "'")));
    try (PlayedExaBgp exabgp = PlayedExaBgp.at(program, Answers::done)) {
      awaitAnnounced(exabgp, 1);
      assertThat(limit(exabgp)).isEqualTo("3000");
    }
  }

  @Test
  void servicesThatDoNotFitAreRefusedInOneLineAndItStays() throws Exception {
    String[] checks = new String[100];
    java.util.Arrays.fill(checks, "url: '" + site.url() + "'");
    String file = file(checks);
    Exavip program = Exavip.start(Map.of(), under("--nofile=200:200", "run", "--config", file));
    try (PlayedExaBgp exabgp = PlayedExaBgp.at(program, Answers::done)) {
      program.awaitErr("ERROR .*100 checks need 264 open files, the limit is 200; allowed: 68");
      Await.until("all are withdrawn", () -> exabgp.texts().size() == 100);
      assertThat(exabgp.texts()).allMatch(text -> text.startsWith("withdraw "));
      assertThat(program.isAlive()).isTrue();
    }
  }

  private void awaitAnnounced(PlayedExaBgp exabgp, int count) {
    Await.until(
        "all are announced: " + exabgp.program().err(), () -> exabgp.texts().size() == count);
    assertThat(exabgp.texts()).allMatch(text -> text.startsWith("announce "));
  }

  private static void limitTo(PlayedExaBgp exabgp, String limit) {
    Exec.run("prlimit", "--pid", Long.toString(exabgp.program().pid()), limit);
  }

  /** How many files the program may open now. */
  private static String limit(PlayedExaBgp exabgp) throws IOException {
    Path limits = Path.of("/proc", Long.toString(exabgp.program().pid()), "limits");
    return Files.readAllLines(limits).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" +")[3])
        .findFirst()
        .orElseThrow();
  }

  private static List<String> under(String limit, String... arguments) {
    List<String> command = new ArrayList<>(List.of("prlimit", limit));
    command.addAll(Subject.command(arguments));
    return command;
  }

  private PlayedExaBgp launch(String... checks) throws IOException {
    return PlayedExaBgp.launch(Answers::done, List.of("--config", file(checks)));
  }

  private String file(String... checks) throws IOException {
    StringBuilder yaml =
        new StringBuilder("defaults: { interval: 200ms, timeout: 20s }\nservices:\n");
    for (int i = 0; i < checks.length; i++) {
      yaml.append("  s%d: { ip: 10.1.0.%d, %s }\n".formatted(i, i + 1, checks[i]));
    }
    return Files.writeString(folder.resolve("exavip.yaml"), yaml).toString();
  }
}
