package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.exavip.it.cli.PlayedExaBgp.Answers;
import io.exavip.it.fabric.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of healthy apps send pages of 60 kB; some rules read them, some do not. */
class LargePagesIT {
  private static final int SERVICES = 500;
  private static final byte[] PAGE =
      "ready ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** A JVM takes what it may before it collects; the native executable does not read this. */
  private static final String HEAP = "-Xmx160m";

  /** Bodies of all services at once, each kept twice, would alone be 60 MB. */
  private static final long MOST_KIB = 400 * 1024;

  @TempDir Path folder;

  @Test
  void allAreAnnouncedNoneIsWithdrawnAndMemoryIsBounded() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), SERVICES);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, PAGE.length);
            exchange.getResponseBody().write(PAGE);
          }
        });
    server.start();
    try (PlayedExaBgp exabgp = launch(server.getAddress().getPort())) {
      Await.until("all are announced", () -> exabgp.texts().size() == SERVICES);
      Await.always(
          "none is withdrawn", Duration.ofSeconds(10), () -> exabgp.texts().size() == SERVICES);

      assertThat(exabgp.texts()).allMatch(text -> text.startsWith("announce "));
      assertThat(mostMemory(exabgp.program().pid())).isLessThan(MOST_KIB);
    } finally {
      server.stop(0);
    }
  }

  /** The most that a process has had resident, in KiB. */
  private static long mostMemory(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private PlayedExaBgp launch(int port) throws IOException {
    StringBuilder yaml =
        new StringBuilder("defaults: { timeout: 60s, start-limit: 10m }\nservices:\n");
    for (int i = 0; i < SERVICES; i++) {
      String rule = i % 2 == 0 ? "" : ", expect-body: ready";
      yaml.append("  s%d: { ip: 10.1.%d.%d, ".formatted(i, i / 250, i % 250 + 1));
      yaml.append("url: 'http://127.0.0.1:%d/'%s }\n".formatted(port, rule));
    }
    Path file = Files.writeString(folder.resolve("exavip.yaml"), yaml);
    return PlayedExaBgp.launch(
        Map.of("JAVA_TOOL_OPTIONS", HEAP), Answers::done, List.of("--config", file.toString()));
  }
}
