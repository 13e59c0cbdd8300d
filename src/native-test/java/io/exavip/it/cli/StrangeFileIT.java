package io.exavip.it.cli;

import static io.exavip.it.cli.PlayedExaBgp.ANNOUNCE;
import static io.exavip.it.cli.PlayedExaBgp.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Exec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is no ordinary file, or that is being written. */
class StrangeFileIT {
  private final Site site = new Site();

  @TempDir Path folder;

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aNamedPipeIsRefusedInOneLine() throws Exception {
    Path pipe = folder.resolve("exavip.yaml");
    Exec.run("mkfifo", pipe.toString());
    refused(pipe, "not a regular file");
  }

  @Test
  void aDeviceIsRefusedInOneLine() throws Exception {
    refused(Path.of("/dev/zero"), "not a regular file");
  }

  @Test
  void aFolderIsRefusedInOneLine() throws Exception {
    refused(folder, "a folder");
  }

  @Test
  void aFileOfThreeGigabytesIsRefusedInOneLine() throws Exception {
    Path file = folder.resolve("exavip.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    refused(file, "a file of 3221225472 bytes");
  }

  @Test
  void validateRefusesThemToo() throws Exception {
    Path pipe = folder.resolve("exavip.yaml");
    Exec.run("mkfifo", pipe.toString());
    Cli.Outcome outcome = Cli.run("validate", pipe.toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).singleElement().asString().contains("not a regular file");
  }

  @Test
  void aFileThatIsMendedInTwoWritesIsTakenWhole() throws IOException {
    Path file = folder.resolve("exavip.yaml");
    Files.writeString(file, "servicess:\n");
    try (PlayedExaBgp exabgp = launch(file)) {
      exabgp.program().awaitErr("servicess");

      String first = service("web", "10.1.0.5/32");
      Files.writeString(file, "services:\n" + first);
      LockSupport.parkNanos(Duration.ofMillis(1200).toNanos()); // the time is what this is about
      Files.writeString(file, "services:\n" + first + service("api", "10.1.0.6/32"));

      Await.until(
          "both services are announced",
          () ->
              exabgp
                  .texts()
                  .containsAll(List.of(ANNOUNCE, ANNOUNCE.replace("10.1.0.5", "10.1.0.6"))));
    }
  }

  @Test
  void aFileThatCannotBeReadIsSaidAndWhatTheCommandLineNamesIsWithdrawn() throws Exception {
    List<String> words =
        List.of("run", "--config", folder.resolve("exavip.yaml").toString(), "--ip", "10.1.0.5/32");
    try (PlayedExaBgp exabgp =
        PlayedExaBgp.at(HungFileSystem.start(folder, words), Answers::done)) {
      exabgp.program().awaitErr("exavip.yaml.* 2 s");
      exabgp.awaitExactly(WITHDRAW);

      exabgp.program().signal("TERM");
      exabgp.program().awaitEnd();
      exabgp.awaitExactly(WITHDRAW);
    }
  }

  @Test
  void aFileOfAuthoritiesThatComesLaterIsTakenWithoutAChangeOfTheConfiguration() throws Exception {
    try (TlsSite tls = new TlsSite(folder)) {
      Path late = folder.resolve("late.pem");
      String check = "url: '%s', ca-file: %s, timeout: 5s".formatted(tls.url("localhost"), late);
      Path file = folder.resolve("exavip.yaml");
      Files.writeString(file, "services:\n  web: {ip: 10.1.0.5/32, " + check + "}\n");
      try (PlayedExaBgp exabgp = launch(file)) {
        exabgp.program().awaitErr("late.pem");
        exabgp.awaitExactly(WITHDRAW);
        Files.copy(Path.of(tls.certificate()), late);
        exabgp.awaitExactly(WITHDRAW, ANNOUNCE);
      }
    }
  }

  private void refused(Path file, String why) throws Exception {
    try (PlayedExaBgp exabgp = launch(file)) {
      exabgp.program().awaitErr("ERROR " + file + ": " + why + "; allowed: a YAML file");
      assertThat(exabgp.program().err()).filteredOn(line -> line.contains(file + ": ")).hasSize(1);

      exabgp.program().signal("TERM");

      assertThat(exabgp.program().awaitEnd()).isEqualTo(2);
    }
  }

  private PlayedExaBgp launch(Path file) {
    return PlayedExaBgp.launch(Answers::done, List.of("--config", file.toString()));
  }

  private String service(String name, String prefix) {
    return "  %s: { ip: %s, url: '%s', timeout: 5s }\n".formatted(name, prefix, site.url());
  }
}
