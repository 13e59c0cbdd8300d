package io.exavip.exabgp.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exavip.config.ConfigException;
import io.exavip.exabgp.conf.Conf;
import io.exavip.exabgp.conf.Given;
import io.exavip.host.Host;
import io.exavip.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfPlaceTest {
  private static final Conf FIRST = Given.conf(Given.PRIMARY);
  private static final Conf SECOND = Given.conf(Given.PRIMARY, "--hold-time", "20");

  @TempDir Path folder;

  private Path bin;
  private Path place;

  @BeforeEach
  void exaBgpTakesEverything() throws IOException {
    bin = Files.createDirectory(folder.resolve("bin"));
    place = Files.createDirectory(folder.resolve("etc")).resolve("exabgp.conf");
    exaBgp("exit 0");
  }

  @Test
  void aNewFileIsWrittenAndTheNextStepIsTold() throws IOException {
    List<String> report = install(FIRST);

    assertThat(Files.readString(place)).isEqualTo(FIRST.text());
    assertThat(report).contains("tested: ExaBGP takes it", "written: " + place);
    assertThat(report.get(report.size() - 1)).contains("systemctl restart exabgp", "exavip doctor");
  }

  @Test
  void ourOwnFileIsReplacedAndKept() throws IOException {
    install(FIRST);

    install(SECOND);

    assertThat(Files.readString(place)).isEqualTo(SECOND.text());
    assertThat(kept())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.getFileName().toString()).matches("exabgp\\.conf\\.\\d{8}T\\d{6}Z~");
              assertThat(Files.readString(file)).isEqualTo(FIRST.text());
            });
  }

  @Test
  void noFileIsKeptOverAnother() throws IOException {
    for (int i = 0; i < 3; i++) {
      install(FIRST);
      install(SECOND);
    }

    assertThat(kept()).hasSize(5);
  }

  @Test
  void theSameAgainWritesNothing() throws IOException {
    install(FIRST);

    assertThat(install(FIRST)).singleElement().asString().contains("nothing was written");
    assertThat(kept()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"# mine\n", ""})
  void aFileMadeByHandIsLeftAlone(String text) throws IOException {
    Files.writeString(place, text);

    assertThatThrownBy(() -> install(FIRST))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'" + place + "' was written or edited by hand")
        .hasMessageContaining("--force");
    assertThat(Files.readString(place)).isEqualTo(text);
    assertOnlyOneFile();
  }

  @Test
  void ourFileWithOneCharacterChangedIsLeftAlone() throws IOException {
    String edited = FIRST.text().replace("hold-time 30", "hold-time 31");
    Files.writeString(place, edited);

    assertThatThrownBy(() -> install(SECOND)).hasMessageContaining("--force");
    assertThat(Files.readString(place)).isEqualTo(edited);
  }

  @Test
  void forceReplacesAFileMadeByHandAndKeepsIt() throws IOException {
    Files.writeString(place, "# mine\n");

    new ConfPlace(place, true, host(bin.toString())).install(FIRST);

    assertThat(Files.readString(place)).isEqualTo(FIRST.text());
    assertThat(kept()).singleElement().satisfies(file -> assertThat(file).hasContent("# mine\n"));
  }

  @Test
  void whatExaBgpRefusesIsNotWritten() throws IOException {
    install(FIRST);
    exaBgp("[ $1 = --version ] || { echo 'syntax error'; echo 'line 7: bad'; exit 1; }");

    assertThatThrownBy(() -> install(SECOND))
        .hasMessageContaining("ExaBGP refuses it, nothing was written: syntax error; line 7: bad");
    assertThat(Files.readString(place)).isEqualTo(FIRST.text());
    assertOnlyOneFile();
  }

  @Test
  void exaBgp4IsAskedInItsWay() throws IOException {
    exaBgp("[ $1 = --version ] || { [ $1 = --test ] && grep -q '^neighbor' $2; }");

    assertThat(install(FIRST)).contains("tested: ExaBGP takes it");
  }

  @Test
  void exaBgp5IsAskedInItsWay() throws IOException {
    exaBgp("[ $1 = validate ] && grep -q '^neighbor' $2");

    assertThat(install(FIRST)).contains("tested: ExaBGP takes it");
  }

  @Test
  void modeOfTheOldFileIsKept() throws IOException {
    install(FIRST);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-rw----"));

    install(SECOND);

    assertThat(mode()).isEqualTo("rw-rw----");
    assertThat(kept())
        .singleElement()
        .satisfies(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-rw----"));
  }

  @Test
  void aPasswordIsNotReadableForAll() throws IOException {
    install(FIRST);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));

    List<String> report = install(secret(SECOND));

    assertThat(mode()).isEqualTo("rw-r-----");
    assertThat(report).anyMatch(line -> line.contains("it holds a password"));
  }

  @Test
  void theKeptFileIsNotReadableForAllThoughItWas() throws IOException {
    Files.writeString(place, "neighbor 10.0.1.4 { md5-password 'old'; }\n");
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));

    new ConfPlace(place, true, host(bin.toString())).install(FIRST);

    assertThat(kept())
        .singleElement()
        .satisfies(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----"));
  }

  @Test
  void aNewFileWithAPasswordIsNotReadableForAll() throws IOException {
    install(secret(FIRST));

    assertThat(mode()).endsWith("---").startsWith("rw-");
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real")).resolve("a.conf");
    Files.writeString(real, FIRST.text());
    Files.createSymbolicLink(place, real);

    install(SECOND);

    assertThat(place).isSymbolicLink();
    assertThat(Files.readString(real)).isEqualTo(SECOND.text());
  }

  @Test
  void aMissingFolderSaysThatExaBgpIsNotInstalled() {
    Path nowhere = folder.resolve("none/exabgp.conf");

    assertThatThrownBy(() -> new ConfPlace(nowhere, false, host("")).install(FIRST))
        .hasMessageContaining(nowhere.getParent() + " is not there; needed: ExaBGP");
  }

  @Test
  void withoutTheRightToWriteRootIsAskedFor() {
    // in sysfs nobody may make a file, not even root
    Path forbidden = Path.of("/sys/exabgp.conf");

    assertThatThrownBy(() -> new ConfPlace(forbidden, false, host("")).install(FIRST))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no right to change /sys/")
        .hasMessageContaining("needed: root");
  }

  private static Host host(String path) {
    return new LocalHost(Map.of("PATH", path));
  }

  private static Conf secret(Conf conf) {
    return new Conf(conf.text(), true, conf.role(), conf.cloud(), List.of(), "", List.of());
  }

  private List<String> install(Conf conf) {
    return new ConfPlace(place, false, host(bin.toString())).install(conf);
  }

  private void exaBgp(String script) throws IOException {
    Path program = Files.writeString(bin.resolve("exabgp"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String mode() throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(place));
  }

  private List<Path> kept() throws IOException {
    return files().stream().filter(file -> !file.equals(place)).toList();
  }

  private void assertOnlyOneFile() throws IOException {
    assertThat(files()).containsExactly(place);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(place.getParent())) {
      return files.sorted().toList();
    }
  }
}
