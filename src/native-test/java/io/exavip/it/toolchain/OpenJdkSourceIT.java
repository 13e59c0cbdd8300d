package io.exavip.it.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.Exec;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code fetch-openjdk-source} with a mirror of its own on loopback. Debian's indexes and pools
 * disagree for days at times, and the toolchain has to be assembled all the same.
 */
class OpenJdkSourceIT {
  private static final Path SCRIPT =
      Path.of("packaging/native-toolchain/fetch-openjdk-source").toAbsolutePath();
  private static final String OWN = "25.0.3+9";
  private static final String OTHER = "25.0.4+7";
  private static final String LISTED = "25.0.5+8";

  @TempDir private Path folder;
  private Path mirror;
  private Path pins;
  private Path dest;
  private DebianMirror server;
  private SignedIndex index;

  @BeforeEach
  void start() throws IOException {
    mirror = Files.createDirectories(folder.resolve("mirror"));
    dest = folder.resolve("source");
    server = new DebianMirror(mirror);
    index = new SignedIndex(folder);
    pins = folder.resolve("pins");
    Files.writeString(
        pins,
        "%s  %s\n%s  %s\n"
            .formatted(Sha256.of(tarball(OWN)), OWN, Sha256.of(tarball(OTHER)), OTHER));
    configureApt();
  }

  @AfterEach
  void stop() {
    index.close();
    server.close();
  }

  @Test
  @DisplayName("where the index is ahead of the pool, the JDK's own version comes from the pool")
  void indexAheadOfPool() throws Exception {
    index.list(mirror, LISTED + "-1", tarball(LISTED));
    inPool(OWN, tarball(OWN));

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OWN);
    assertThat(server.asked()).noneMatch(path -> path.startsWith("dists/"));
  }

  @Test
  @DisplayName("where the pool lacks the JDK's own version, another known one is taken and named")
  void poolWithoutOwnVersion() throws Exception {
    inPool(OTHER, tarball(OTHER));

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OTHER);
    assertThat(result.output()).contains("no source of " + OWN + " found: taking " + OTHER);
  }

  @Test
  @DisplayName("where the pool has no known version, one that the signed index lists is taken")
  void listedVersion() throws Exception {
    index.list(mirror, LISTED + "-1", tarball(LISTED));
    inPool(LISTED, tarball(LISTED));

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(LISTED);
  }

  @Test
  @DisplayName("an index that another key signed is not believed")
  void strangersIndex() throws Exception {
    inPool(LISTED, tarball(LISTED));
    try (SignedIndex stranger = new SignedIndex(Files.createDirectories(folder.resolve("s")))) {
      stranger.list(mirror, LISTED + "-1", tarball(LISTED));

      Exec.Result result = fetch();

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.output())
          .contains("public key is not available")
          .contains("no version is listed");
      assertThat(dest).doesNotExist();
    }
  }

  @Test
  @DisplayName("a tarball with a wrong checksum is not taken; the next version is")
  void wrongChecksum() throws Exception {
    inPool(OWN, tarball(LISTED));
    inPool(OTHER, tarball(OTHER));

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OTHER);
  }

  @Test
  @DisplayName("where nothing can be had, each version is named with why, and nothing is left")
  void nothingAtAll() throws Exception {
    inPool(OTHER, tarball(OWN));
    index.list(mirror, LISTED + "-1", tarball(LISTED));

    Exec.Result result = fetch();

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output().lines())
        .anyMatch(line -> line.contains(OWN + " from ") && line.contains("404"))
        .anyMatch(line -> line.contains(OTHER + " from ") && line.contains("Hash Sum mismatch"))
        .anyMatch(line -> line.contains(LISTED + "-1 from ") && line.contains("404"));
    assertThat(dest).doesNotExist();
    assertThat(cached()).isEmpty();
  }

  @Test
  @DisplayName("what was fetched once is there again without any network")
  void cachedSource() throws Exception {
    inPool(OTHER, tarball(OTHER));
    fetch();
    Exec.run("rm", "-r", dest.toString());
    server.close();

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OTHER);
  }

  @Test
  @DisplayName("a cached source that lost something is fetched anew")
  void damagedCache() throws Exception {
    inPool(OWN, tarball(OWN));
    fetch();
    Exec.run("rm", "-r", dest.toString());
    Files.writeString(cached().get(0).resolve("src/hotspot/share/include/jvm.h"), "");

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OWN);
  }

  @Test
  @DisplayName("a fetch that is killed half way leaves nothing that the next one takes")
  void killedHalfWay() throws Exception {
    inPool(OWN, tarball(OWN));
    server.stopHalfWay(true);
    Process killed = command().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Await.until(
        "the tarball is asked for",
        () -> server.asked().stream().anyMatch(path -> path.endsWith(".xz")));
    List<ProcessHandle> children = killed.descendants().toList();
    killed.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
    server.stopHalfWay(false);

    Exec.Result result = fetch();

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(fetched()).isEqualTo(OWN);
  }

  /** A source package of Debian in small: the folders that are compiled, and a file to know it. */
  private Path tarball(String version) throws IOException {
    Path file = folder.resolve(version + ".tar.xz");
    if (Files.exists(file)) {
      return file;
    }
    Path top = folder.resolve("made/jdk25-" + version);
    for (String part :
        List.of(
            "src/hotspot/share/include",
            "src/hotspot/os/posix/include",
            "src/java.base/share/native",
            "src/java.base/unix/native",
            "src/java.base/linux/native")) {
      Path header = Files.createDirectories(top.resolve(part)).resolve("jvm.h");
      Files.writeString(header, version);
    }
    Exec.run(
        "tar",
        "-cJf",
        file.toString(),
        "-C",
        folder.resolve("made").toString(),
        "jdk25-" + version);
    return file;
  }

  private void inPool(String version, Path tarball) throws IOException {
    Path pool = Files.createDirectories(mirror.resolve("pool/main/o/openjdk-25"));
    Files.copy(tarball, pool.resolve("openjdk-25_" + version + ".orig.tar.xz"));
  }

  /** Makes the mirror the only source of this test's apt. */
  private void configureApt() throws IOException {
    Path sources = folder.resolve("sources.list");
    Files.writeString(sources, "deb " + server.uri() + " bookworm main\n");
    Files.writeString(
        folder.resolve("apt.conf"),
        String.join(
            "\n",
            "Dir::Etc::sourcelist \"" + sources + "\";",
            "Dir::Etc::sourceparts \"/dev/null\";",
            "Acquire::http::Proxy \"DIRECT\";",
            ""));
  }

  private ProcessBuilder command() {
    ProcessBuilder builder =
        Child.of(List.of(SCRIPT.toString(), OWN, dest.toString(), pins.toString()));
    Map<String, String> environment = builder.environment();
    environment.put("APT_CONFIG", folder.resolve("apt.conf").toString());
    environment.put("NATIVE_TOOLCHAIN_KEYRING", index.keyring().toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.keySet().removeIf(name -> name.equalsIgnoreCase("http_proxy"));
    return builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
  }

  private Exec.Result fetch() throws IOException, InterruptedException {
    Process process = command().start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Exec.Result(process.waitFor(), output);
  }

  private String fetched() throws IOException {
    return Files.readString(dest.resolve("src/hotspot/share/include/jvm.h"));
  }

  private List<Path> cached() throws IOException {
    try (Stream<Path> entries = Files.list(folder.resolve("cache/exavip/openjdk-source"))) {
      return entries.toList();
    }
  }
}
