package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The doctor on the machine of the test, which is no VM of the set-up; what it says of a good one
 * is in {@code io.exavip.it.DoctorIT}.
 */
class DoctorIT {
  private static final Map<String, String> AS_ROOT = Map.of("exabgp_daemon_user", "root");

  private final Site site = new Site();

  @TempDir Path folder;

  private Path file;

  /** Says its version and takes every file, which is faster than the real one. */
  private Path exabgp;

  @BeforeEach
  void write() throws IOException {
    Path exavip = script("exavip", "");
    exabgp = script("exabgp", "echo 'ExaBGP : 4.2.21'");
    file =
        Files.writeString(
            folder.resolve("exabgp.conf"),
            """
            process exavip {
              run %s run --ip 127.0.0.1/32 --url %s --timeout 20s;
              encoder text;
            }
            neighbor 127.0.0.2 {
              local-address 127.0.0.1;
              local-as 65010;
              peer-as 65515;
              hold-time 30;
              capability { route-refresh enable; }
              api { processes [ exavip ]; neighbor-changes; }
            }
            neighbor 127.0.0.3 {
              local-address 127.0.0.1;
              local-as 65010;
              peer-as 65515;
              hold-time 30;
              capability { route-refresh enable; }
              api { processes [ exavip ]; neighbor-changes; }
            }
            """
                .formatted(exavip, site.url()));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void aGoodFileIsSaidToBeGoodWithExitCode0() {
    Cli.Outcome outcome = doctor();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).containsExactly(file + ": no errors, no warnings");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void notesTellWhatWasSeen() {
    Cli.Outcome outcome = doctor("-v");

    assertThat(outcome.out()).anyMatch(line -> line.matches("NOTE .*HTTP 200 in \\d+ ms"));
    assertThat(outcome.out()).anyMatch(line -> line.matches("NOTE .*ExaBGP \\d+\\.\\d+.*"));
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void anErrorIsTwoLinesAndExitCode1() throws IOException {
    replace("api { processes [ exavip ]; neighbor-changes; }", "");
    Cli.Outcome outcome = doctor();

    assertThat(outcome.out()).hasSize(3);
    assertThat(outcome.out().get(0))
        .startsWith("ERROR    " + file + ":5: neighbor 127.0.0.2 takes no commands from exavip");
    assertThat(outcome.out().get(1)).contains("fix: ", "processes [ exavip ]");
    assertThat(outcome.out().get(2)).isEqualTo(file + ": 1 error, no warnings");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void aWarningIsExitCode1AsWell() throws IOException {
    replace("hold-time 30;", "hold-time 3;");
    Cli.Outcome outcome = doctor();

    assertThat(outcome.out().get(0)).startsWith("WARNING  " + file + ":9: ");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void jsonIsOneObjectAFinding() throws IOException {
    replace("hold-time 30;", "hold-time 3;");
    Cli.Outcome outcome = doctor("--format", "json");

    assertThat(outcome.out())
        .singleElement()
        .asString()
        .startsWith("{\"severity\":\"warning\",\"rule\":\"hold-time\",")
        .contains("\"file\":\"" + file + "\",\"line\":9,");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void aSickAppIsAWarning() {
    site.answers(503);
    Cli.Outcome outcome = doctor();

    assertThat(outcome.out().get(0)).contains("WARNING", "HTTP 503, wanted 200-399");
  }

  @Test
  void badOptionsOfExavipAreToldInItsOwnWords() throws IOException {
    replace("--ip 127.0.0.1/32", "--ip 127.0.0.1/32 --intervall 1s");
    Cli.Outcome outcome = doctor();

    assertThat(outcome.out().get(0)).contains("ERROR", file + ":2: ", "--intervall");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void whatOnlyExaBgpSeesIsToldInItsWords() throws IOException {
    replace(
        "hold-time 30;", "hold-time 30; static { route 10.9.0.0/24 next-hop self local-prf 5; }");
    Cli.Outcome outcome = Cli.run(AS_ROOT, "doctor", file.toString());

    assertThat(outcome.out().get(0)).contains("ERROR", "ExaBGP refuses the file: ", "local-prf");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void peersAreTriedOnRequest() {
    Cli.Outcome outcome = doctor("--probe");

    assertThat(outcome.out().get(0))
        .contains("ERROR", "neighbor 127.0.0.2, TCP port 179: ", "refused");
  }

  @Test
  void aUserWhoMayNotReadTheFileIsAnError() throws IOException {
    // The folder of a JUnit test is its owner's alone.
    Cli.Outcome outcome =
        Cli.run(Map.of("exabgp_daemon_user", "nobody"), "doctor", file.toString());

    assertThat(outcome.out()).anyMatch(line -> line.contains("user nobody, who may not read"));
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void anotherVmWithTheSamePathIsAnError() throws IOException {
    Path other = folder.resolve("other.conf");
    Files.writeString(other, Files.readString(file).replace("127.0.0.1;", "127.0.0.9;"));
    Cli.Outcome outcome = doctor("--peer", other.toString());

    assertThat(outcome.out()).hasSize(3);
    assertThat(outcome.out().get(0)).contains("ERROR", "ECMP");
  }

  @Test
  void withoutAFileThatCanBeReadItIsBadInput() {
    Cli.Outcome outcome = Cli.run("doctor", "/no/such/exabgp.conf");

    assertThat(outcome.err()).singleElement().asString().contains("'/no/such/exabgp.conf'");
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void aCloudThatIsNoneIsBadInput() {
    Cli.Outcome outcome = Cli.run("doctor", file.toString(), "--cloud", "fog");

    assertThat(outcome.err())
        .singleElement()
        .asString()
        .contains("--cloud", "'fog'", "azure, aws or gcp");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void helpFitsOneScreenAndHasAnExample() {
    Cli.Outcome outcome = Cli.run("doctor", "--help");

    assertThat(outcome.out()).hasSizeLessThanOrEqualTo(24);
    assertThat(outcome.out()).anyMatch(line -> line.contains("  exavip doctor /etc/exabgp"));
    assertThat(outcome.exitCode()).isZero();
  }

  private Cli.Outcome doctor(String... more) {
    List<String> arguments = new ArrayList<>(List.of("doctor", file.toString()));
    arguments.addAll(List.of("--exabgp", exabgp.toString()));
    arguments.addAll(List.of(more));
    return Cli.run(AS_ROOT, arguments.toArray(String[]::new));
  }

  private Path script(String name, String line) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + line + "\n");
    assertThat(script.toFile().setExecutable(true, false)).isTrue();
    return script;
  }

  private void replace(String old, String replacement) throws IOException {
    String text = Files.readString(file);
    int at = text.indexOf(old);
    assertThat(at).isNotNegative();
    Files.writeString(
        file, text.substring(0, at) + replacement + text.substring(at + old.length()));
  }
}
