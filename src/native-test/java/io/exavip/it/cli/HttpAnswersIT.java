package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.it.fabric.Child;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HTTP as it is in the wild: what the program and what curl make of the same answers. All rows of
 * the table are played at once, to one run of the program and to a curl each.
 */
class HttpAnswersIT {
  /** What never ends takes as long as this; all else is over sooner on a busy machine, too. */
  private static final int TIMEOUT_SECONDS = 10;

  private static final int CURLS_AT_A_TIME = 16;

  private static final Pattern ROW = Pattern.compile("(a\\d+) +(ok|FAIL) +\\S+ +(.*)");

  private static final List<OddAnswer> TABLE = OddAnswer.table();
  private static final List<OddServer> SERVERS = new ArrayList<>();
  private static final Map<OddAnswer, CompletableFuture<String>> CURLS = new HashMap<>();
  private static final Map<String, String> REASONS = new HashMap<>();
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(CURLS_AT_A_TIME);

  @TempDir static Path folder;

  @BeforeAll
  static void playAll() throws IOException {
    StringBuilder services = new StringBuilder("services:\n");
    for (int i = 0; i < TABLE.size(); i++) {
      OddAnswer answer = TABLE.get(i);
      OddServer server = new OddServer(answer.script());
      SERVERS.add(server);
      CURLS.put(answer, CompletableFuture.supplyAsync(() -> curl(answer, server.url()), THREADS));
      services.append(service(i, answer, server.url()));
    }
    Path config = Files.writeString(folder.resolve("exavip.yaml"), services);
    Cli.Outcome outcome = Cli.run("check", "--config", config.toString());
    for (String line : outcome.out()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        REASONS.put(row.group(1), row.group(2).equals("ok") ? "ok" : row.group(3));
      }
    }
    assertThat(outcome.err()).isEmpty();
  }

  @AfterAll
  static void close() {
    SERVERS.forEach(OddServer::close);
    THREADS.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("table")
  void theProgramJudgesAsTheTableSays(OddAnswer answer) {
    String reason = REASONS.get("a" + TABLE.indexOf(answer));

    assertThat(reason).contains(answer.exavip()).doesNotContainPattern("Exception|io\\.|java\\.");
    assertThat(reason.equals("ok")).isEqualTo(answer.exavip().equals("ok"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void curlJudgesAsTheTableSays(OddAnswer answer) {
    assertThat(CURLS.get(answer).join()).isEqualTo(answer.curl());
  }

  static List<OddAnswer> table() {
    return TABLE;
  }

  private static String service(int number, OddAnswer answer, String url) {
    String service =
        """
          a%d:
            ip: 10.1.%d.%d/32
            url: %s
            timeout: %ds
            method: %s
        """
            .formatted(number, number / 250, number % 250, url, TIMEOUT_SECONDS, answer.method());
    return service + (answer.rule().isEmpty() ? "" : "    " + answer.rule() + "\n");
  }

  private static String curl(OddAnswer answer, String url) {
    List<String> command =
        new ArrayList<>(List.of("curl", "--fail", "--silent", "--max-time", "" + TIMEOUT_SECONDS));
    if (answer.check().equals("HEAD")) {
      command.add("--head");
    }
    command.add(url);
    try {
      Process process = Child.of(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      byte[] body = process.getInputStream().readAllBytes();
      int exitCode = process.waitFor();
      boolean wanted =
          answer.rule().isEmpty()
              || new String(body, StandardCharsets.ISO_8859_1).contains(answer.check());
      return exitCode == 0 && !wanted ? "no" : Integer.toString(exitCode);
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
