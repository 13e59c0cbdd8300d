package io.exavip.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** {@code openssl s_server -www}, which sends no length and waits for the client's close_notify. */
final class OpensslServer implements AutoCloseable {
  private final Process process;
  private final int port;

  OpensslServer(Path folder) throws IOException, InterruptedException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("certificate.pem");
    String subject = "/CN=localhost";
    int made =
        quiet(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                subject,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .waitFor();
    if (made != 0) {
      throw new IllegalStateException("openssl makes no certificate");
    }
    process =
        quiet(
            "openssl",
            "s_server",
            "-www",
            "-accept",
            "127.0.0.1:" + port,
            "-key",
            key.toString(),
            "-cert",
            certificate.toString());
    Eventually.until("openssl listens", this::listens);
  }

  String url() {
    return "https://127.0.0.1:" + port + "/";
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private boolean listens() {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw new IllegalStateException("openssl has ended", e);
      }
      return false;
    }
  }

  private static Process quiet(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
