package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.ExaBgpVersion;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConfIT {
  private static final List<String> PRIMARY =
      List.of(
          "conf",
          "--role",
          "primary",
          "--local-address",
          "10.0.2.10",
          "--vip",
          "10.1.0.5/32",
          "--url",
          "http://127.0.0.1:3000/");

  /** For each cloud what it does not know by itself. */
  private static final Map<String, List<String>> CLOUDS =
      Map.of(
          "azure", List.of(),
          "aws", List.of("--peer-as", "64600", "--route-server", "10.0.1.7"),
          "gcp", List.of("--peer-as", "64600", "--route-server", "10.0.1.7"));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"primary, 10.0.2.10", "secondary, 10.0.2.20"})
  void theShippedFileIsWhatIsPrinted(String role, String address) throws IOException {
    Cli.Outcome outcome =
        run(with(PRIMARY, "--elsewhere"), "--role", role, "--local-address", address);

    assertThat(said(outcome)).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .containsExactlyElementsOf(Files.readAllLines(Path.of("exabgp", role + ".conf.ini")));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everyExaBgpTakesIt(String cloud, String role) throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "s3cret#{,}[x]\n");
    List<String> arguments = with(PRIMARY, "--elsewhere", "--exavip", "/bin/true");
    arguments.addAll(List.of("--cloud", cloud, "--md5-password-file", password.toString()));
    arguments.addAll(CLOUDS.get(cloud));

    assertTaken(run(arguments, "--role", role));
  }

  @Test
  void everyExaBgpTakesAUrlThatIsFullOfItsOwnMarks() throws Exception {
    List<String> arguments = with(PRIMARY, "--elsewhere", "--exavip", "/bin/true");

    assertTaken(run(arguments, "--url", "http://[::1]:3000/a;b,c?e=1&f=2"));
  }

  @Test
  void everyExaBgpTakesAnIpv6Session() throws Exception {
    List<String> arguments = with(PRIMARY, "--elsewhere", "--exavip", "/bin/true");
    arguments.addAll(List.of("--cloud", "aws", "--peer-as", "64600", "--router-id", "10.0.2.10"));
    arguments.addAll(List.of("--route-server", "2001:db8::4", "--vnet", "2001:db8::/64"));

    assertTaken(run(arguments, "--local-address", "2001:db8::10", "--vip", "2001:db8:1::5/128"));
  }

  @Test
  void warningsGoToStderrAndLeaveTheTextAsItIs() {
    Cli.Outcome outcome = run(PRIMARY, "--local-address", "10.255.255.1");

    assertThat(outcome.exitCode()).isZero();
    assertThat(said(outcome)).allMatch(line -> line.startsWith("exavip: warning: "));
    assertThat(said(outcome))
        .anyMatch(
            line ->
                line.startsWith("exavip: warning: --local-address: ")
                    && line.contains("10.255.255.1 is on no interface of this host"));
    assertThat(outcome.out()).contains("    local-address 10.255.255.1;");
  }

  @ParameterizedTest
  @CsvSource({
    "--vip, 10.0.3.5/32, --vip, the network's own routes beat those of BGP",
    "--local-as, 65520, --local-as, 65517-65520",
    "--local-as, 65515, --local-as, the peer's own AS 65515",
    "--route-server, 10.0.2.10, --local-address, the same as that of the neighbor",
    "--hold-time, 1, --hold-time, 3 to 65535",
    "--peer, exabgp/primary.conf.ini, --peer, only one of the VMs can have it"
  })
  void whatCouldNotWorkIsOneLineAndNothingIsPrinted(
      String option, String value, String told, String problem) {
    Cli.Outcome outcome = run(PRIMARY, option, value);

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(said(outcome))
        .singleElement()
        .asString()
        .startsWith("exavip: " + told + ": ")
        .contains(value, problem);
  }

  @Test
  void twoMistakesAreTwoLines() {
    Cli.Outcome outcome = run(PRIMARY, "--vip", "10.0.3.5/32", "--local-as", "65520");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(said(outcome)).hasSize(2);
    assertThat(said(outcome)).anyMatch(line -> line.startsWith("exavip: --vip: 10.0.3.5/32 "));
    assertThat(said(outcome)).anyMatch(line -> line.startsWith("exavip: --local-as: "));
  }

  @Test
  void exavipsVariablesInThisEnvironmentAreNotThoseOfExaBgp() {
    Map<String, String> environment =
        Map.of("EXAVIP_CONFIG", "/nowhere/exavip.yaml", "EXAVIP_AS_PATH", "65011");
    String[] arguments = with(PRIMARY, "--elsewhere").toArray(String[]::new);

    Cli.Outcome outcome = Cli.run(environment, arguments);

    assertThat(said(outcome)).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("    local-address 10.0.2.10;");
  }

  @Test
  void aMistakeInTheOtherVmsFileIsToldWithItsPlace() throws IOException {
    String secondary =
        Files.readString(Path.of("exabgp/secondary.conf.ini")).replace("hold-time", "holdtime");
    Path peer = Files.writeString(folder.resolve("secondary.conf"), secondary);

    Cli.Outcome outcome = run(with(PRIMARY, "--elsewhere"), "--peer", peer.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(said(outcome))
        .hasSize(2)
        .allMatch(line -> line.matches("exavip: --peer: " + peer + ":\\d+: .*'holdtime'.*"));
  }

  @Test
  void thePathMayStandInTheOtherVmsFileOfServices() throws IOException {
    Path yaml =
        Files.writeString(
            folder.resolve("sec.yaml"),
            "services: {web: {ip: 10.1.0.5/32, url: 'http://h/', as-path: 65010 65010}}\n");
    String secondary =
        Files.readString(Path.of("exabgp/secondary.conf.ini"))
            .replaceFirst("exavip run .*;", "exavip run --config " + yaml + ";");
    Path peer = Files.writeString(folder.resolve("secondary.conf"), secondary);

    Cli.Outcome good = run(with(PRIMARY, "--elsewhere"), "--peer", peer.toString());
    Cli.Outcome longer =
        run(with(PRIMARY, "--elsewhere", "--prepend", "2"), "--peer", peer.toString());

    assertThat(said(good)).isEmpty();
    assertThat(good.exitCode()).isZero();
    assertThat(longer.exitCode()).isEqualTo(2);
    assertThat(said(longer))
        .singleElement()
        .asString()
        .startsWith("exavip: --peer: " + peer)
        .contains("the secondary's route is preferred");
  }

  @Test
  void withoutARoleOneLineSaysSo() {
    Cli.Outcome outcome = Cli.run("conf", "--local-address", "10.0.2.10");

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(said(outcome)).singleElement().asString().contains("--role");
  }

  @Test
  void helpFitsOneScreenAndHasAnExample() {
    Cli.Outcome outcome = Cli.run("conf", "--help");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).hasSizeLessThanOrEqualTo(40);
    assertThat(outcome.out()).allMatch(line -> line.length() <= 100);
    assertThat(outcome.out()).anyMatch(line -> line.contains("exavip conf --role primary"));
  }

  @ParameterizedTest
  @EnumSource(ExaBgpVersion.class)
  void installWritesWhatExaBgpTakesAndKeepsTheOldFile(ExaBgpVersion version) throws IOException {
    Path place = folder.resolve("exabgp.conf");
    Map<String, String> environment = exaBgpOnThePath(version);
    List<String> arguments = with(PRIMARY, "--exavip", "/bin/true");
    arguments.addAll(List.of("--install-to", place.toString()));
    Cli.Outcome first = Cli.run(environment, arguments.toArray(String[]::new));
    assertThat(first.exitCode()).describedAs(first.err().toString()).isZero();
    assertThat(first.out()).contains("tested: ExaBGP takes it", "written: " + place);
    String old = Files.readString(place);

    Cli.Outcome second =
        Cli.run(environment, with(arguments, "--hold-time", "20").toArray(String[]::new));

    assertThat(second.exitCode()).describedAs(second.err().toString()).isZero();
    assertThat(Files.readString(place)).contains("hold-time 20;");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith("~")))
          .singleElement()
          .satisfies(file -> assertThat(Files.readString(file)).isEqualTo(old));
    }
  }

  @ParameterizedTest
  @EnumSource(ExaBgpVersion.class)
  void installWritesNothingThatExaBgpRefuses(ExaBgpVersion version) throws IOException {
    Path place = folder.resolve("exabgp.conf");
    List<String> arguments = with(PRIMARY, "--exavip", "/nowhere/exavip");
    arguments.addAll(List.of("--install-to", place.toString()));

    Cli.Outcome outcome = Cli.run(exaBgpOnThePath(version), arguments.toArray(String[]::new));

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(said(outcome))
        .last()
        .asString()
        .startsWith("exavip: --install: ExaBGP refuses it, nothing was written: ")
        .contains("/nowhere/exavip");
    assertThat(place).doesNotExist();
  }

  @Test
  void installLeavesAnEditedFileAlone() throws IOException {
    Path place = Files.writeString(folder.resolve("exabgp.conf"), "# mine\n");

    Cli.Outcome outcome = run(PRIMARY, "--install-to", place.toString());

    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(said(outcome)).last().asString().contains("edited by hand", "--force");
    assertThat(place).hasContent("# mine");
  }

  static Stream<Arguments> everything() {
    return CLOUDS.keySet().stream()
        .sorted()
        .flatMap(cloud -> Stream.of("primary", "secondary").map(role -> Arguments.of(cloud, role)));
  }

  /** An {@code exabgp} of this version, found before any other. */
  private Map<String, String> exaBgpOnThePath(ExaBgpVersion version) throws IOException {
    version.require();
    Path bin = Files.createDirectory(folder.resolve("bin"));
    String set =
        version.environment().entrySet().stream()
            .map(entry -> "export " + entry.getKey() + "='" + entry.getValue() + "'\n")
            .collect(Collectors.joining());
    String path = System.getenv("PATH");
    String script =
        "#!/bin/sh\nPATH='%s'\n%sexec %s \"$@\"\n"
            .formatted(path, set, String.join(" ", version.command()));
    Files.setPosixFilePermissions(
        Files.writeString(bin.resolve("exabgp"), script),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of("PATH", bin + ":" + path);
  }

  /** Asks every ExaBGP itself. */
  private void assertTaken(Cli.Outcome outcome) throws Exception {
    assertThat(outcome.exitCode()).describedAs(outcome.err().toString()).isZero();
    Path file = Files.write(folder.resolve("exabgp.conf"), outcome.out());
    for (ExaBgpVersion version : ExaBgpVersion.values()) {
      if (version.isInstalled() || !version.isOptional()) {
        version.require();
        assertTaken(version, file);
      }
    }
  }

  private static void assertTaken(ExaBgpVersion version, Path file) throws Exception {
    List<String> command = new ArrayList<>(version.command());
    command.addAll(
        version == ExaBgpVersion.V4 ? List.of("--test") : List.of("validate", "-n", "-r"));
    command.add(file.toString());
    ProcessBuilder builder =
        Child.of(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    builder.environment().putAll(version.environment());
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).describedAs(version + ": " + said).isZero();
  }

  /** What the program says to people; on a machine without breath Vert.x speaks, too. */
  private static List<String> said(Cli.Outcome outcome) {
    return outcome.err().stream().filter(line -> line.startsWith("exavip: ")).toList();
  }

  /** A run with some options set otherwise, or set in addition. */
  private static Cli.Outcome run(List<String> arguments, String... changed) {
    List<String> all = new ArrayList<>(arguments);
    for (int i = 0; i < changed.length; i += 2) {
      int at = all.indexOf(changed[i]);
      if (at < 0) {
        all.addAll(List.of(changed[i], changed[i + 1]));
      } else {
        all.set(at + 1, changed[i + 1]);
      }
    }
    return Cli.run(all.toArray(String[]::new));
  }

  private static List<String> with(List<String> arguments, String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return all;
  }
}
