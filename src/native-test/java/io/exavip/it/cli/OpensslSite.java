package io.exavip.it.cli;

import io.exavip.it.fabric.Await;
import io.exavip.it.fabric.Child;
import io.exavip.it.fabric.Exec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** OpenSSL's web server, with an authority of its own, all files in the test's folder. */
final class OpensslSite implements AutoCloseable {
  private final Process process;
  private final int port;

  /** Starts it with {@code server.pem}, see {@link #certify}; more options of s_server. */
  OpensslSite(Path folder, String... more) {
    List<String> command =
        new ArrayList<>(List.of("openssl", "s_server", "-www", "-accept", "127.0.0.1:0"));
    command.addAll(List.of("-cert", "server.pem", "-key", "server.key"));
    command.addAll(Arrays.asList(more));
    try {
      process = Child.of(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CompletableFuture<Integer> listens = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(listens), "openssl-reader");
    reader.setDaemon(true);
    reader.start();
    port =
        Await.present(
            "openssl says where it listens", () -> Optional.ofNullable(listens.getNow(null)));
  }

  String url() {
    return "https://127.0.0.1:" + port + "/";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Makes an authority: ca.pem, ca.der, ca.p7b, ca.p7c. */
  static void authority(Path folder) {
    openssl(
        folder,
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
            + " -subj /CN=authority -keyout ca.key -out ca.pem");
    openssl(folder, "x509 -in ca.pem -outform DER -out ca.der");
    openssl(folder, "crl2pkcs7 -nocrl -certfile ca.pem -out ca.p7b");
    openssl(folder, "crl2pkcs7 -nocrl -certfile ca.pem -outform DER -out ca.p7c");
  }

  /** Makes a key, NAME.key, and a certificate of the authority for a host, NAME.pem. */
  static void certify(Path folder, String name, String host, String newkey) {
    openssl(
        folder,
        "req -newkey "
            + newkey
            + " -nodes -subj /CN="
            + name
            + " -addext"
            + " subjectAltName=DNS:"
            + host
            + " -keyout "
            + name
            + ".key -out "
            + name
            + ".csr");
    openssl(
        folder,
        "x509 -req -in "
            + name
            + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial"
            + " -copy_extensions copy -days 2 -out "
            + name
            + ".pem");
  }

  /** Runs openssl in a folder. */
  static void openssl(Path folder, String words) {
    List<String> command =
        Stream.concat(Stream.of("openssl"), Stream.of(words.split(" "))).toList();
    Exec.Result result = Exec.attempt(folder, command);
    if (result.exitCode() != 0) {
      throw new IllegalStateException(command + ": " + result.output());
    }
  }

  private void read(CompletableFuture<Integer> listens) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("ACCEPT ")) {
          listens.complete(Integer.valueOf(line.substring(line.lastIndexOf(':') + 1)));
        }
      }
    } catch (IOException e) {
      // it has ended
    }
  }
}
