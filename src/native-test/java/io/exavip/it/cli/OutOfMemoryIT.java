package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.Subject;
import io.exavip.it.cli.PlayedExaBgp.Answers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps that send much and never end their answers, on a heap that cannot take it. */
class OutOfMemoryIT {
  private static final int SERVICES = 400;
  private static final int SERVERS = 40; // there are limits on the connections to one
  private static final String HEAP = "-Xmx40m";

  private final List<StallingServer> servers = new ArrayList<>();

  @TempDir Path folder;

  @AfterEach
  void close() throws IOException {
    for (StallingServer server : servers) {
      server.close();
    }
  }

  @Test
  void endsTheProcessAtOnceSinceExaBgpStartsANewOne() throws IOException {
    for (int i = 0; i < SERVERS; i++) {
      servers.add(new StallingServer());
    }
    try (PlayedExaBgp exabgp = PlayedExaBgp.at(start(), Answers::done)) {
      // The watchdog's code where its own thread was the one that lacked memory.
      assertThat(exabgp.program().awaitExit()).isIn(3, 70);
    }
  }

  private Exavip start() throws IOException {
    StringBuilder yaml =
        new StringBuilder("defaults: {timeout: 30s, expect-body: end}\nservices:\n");
    for (int i = 0; i < SERVICES; i++) {
      yaml.append("  s%d: {ip: 10.1.%d.%d, url: ".formatted(i, i / 250, i % 250 + 1));
      yaml.append("'http://127.0.0.1:%d/'}\n".formatted(servers.get(i % SERVERS).port()));
    }
    Path file = Files.writeString(folder.resolve("exavip.yaml"), yaml);
    boolean isNative = !System.getProperty("exavip.executable", "").isEmpty();
    List<String> words = new ArrayList<>(List.of("run", "--config", file.toString()));
    if (isNative) {
      words.add(0, HEAP);
    }
    return Exavip.start(
        isNative ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", HEAP),
        Subject.command(words.toArray(String[]::new)));
  }

  /** Sends nearly all of an answer on each connection, and then nothing more. */
  private static final class StallingServer {
    private static final int SENT = 60_000;

    private final ServerSocket listener =
        new ServerSocket(0, SERVICES, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> guests = new ArrayList<>();

    StallingServer() throws IOException {
      Thread thread = new Thread(this::serve, "stalling-server");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return listener.getLocalPort();
    }

    void close() throws IOException {
      listener.close();
      synchronized (guests) {
        for (Socket guest : guests) {
          guest.close();
        }
      }
    }

    private void serve() {
      byte[] head =
          "HTTP/1.1 200 OK\r\nContent-Length: 65000\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      while (!listener.isClosed()) {
        try {
          Socket guest = listener.accept();
          synchronized (guests) {
            guests.add(guest);
          }
          guest.getOutputStream().write(head);
          guest.getOutputStream().write(new byte[SENT]);
        } catch (IOException e) {
          // closed by either side
        }
      }
    }
  }
}
