package io.exavip.it.toolchain;

import io.exavip.it.fabric.Exec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Indexes of a Debian suite, signed by a key that is thrown away after the test. */
final class SignedIndex implements AutoCloseable {
  private final Path keys;
  private final Path keyring;

  SignedIndex(Path folder) throws IOException {
    keys = Files.createDirectories(folder.resolve("keys"));
    keyring = folder.resolve("keyring.gpg");
    Exec.run("chmod", "700", keys.toString());
    gpg("--passphrase", "", "--quick-generate-key", "mirror@example.org", "rsa2048", "sign", "1d");
    gpg("--export", "--output", keyring.toString());
  }

  /** The public key, for apt's {@code signed-by}. */
  Path keyring() {
    return keyring;
  }

  /**
   * Writes the indexes of suite {@code sid}.
   *
   * @param mirror the mirror's folder
   * @param version a version of Debian's package openjdk-25, such as {@code 25.0.5+8-1}
   * @param tarball what the index tells the checksum of; it need not be on the mirror
   */
  void list(Path mirror, String version, Path tarball) {
    String name = "openjdk-25_" + version.replaceAll("-[^-]*$", "");
    String sources =
        String.join(
            "\n",
            "Package: openjdk-25",
            "Binary: openjdk-25-jdk",
            "Version: " + version,
            "Format: 3.0 (quilt)",
            "Architecture: any",
            "Directory: pool/main/o/openjdk-25",
            "Checksums-Sha256:",
            " %s 1 openjdk-25_%s.dsc".formatted("0".repeat(64), version),
            " %s %s.orig.tar.xz".formatted(Sha256.andSize(tarball), name),
            "");
    try {
      Path suite = Files.createDirectories(mirror.resolve("dists/sid"));
      Path index = Files.createDirectories(suite.resolve("main/source")).resolve("Sources");
      Files.writeString(index, sources);
      Path release = suite.resolve("Release");
      Files.writeString(
          release,
          String.join(
              "\n",
              "Suite: unstable",
              "Codename: sid",
              "Date: " + Exec.run("date", "-Ru").strip().replace("+0000", "UTC"),
              "Components: main",
              "SHA256:",
              " %s main/source/Sources".formatted(Sha256.andSize(index)),
              ""));
      gpg("--clearsign", "--output", suite.resolve("InRelease").toString(), release.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void gpg(String... arguments) {
    String[] command = new String[arguments.length + 6];
    System.arraycopy(
        new String[] {"gpg", "--homedir", keys.toString(), "--batch", "--yes", "--quiet"},
        0,
        command,
        0,
        6);
    System.arraycopy(arguments, 0, command, 6, arguments.length);
    Exec.run(command);
  }

  /** Ends the agent that gpg started. */
  @Override
  public void close() {
    Exec.run("gpgconf", "--homedir", keys.toString(), "--kill", "all");
  }
}
