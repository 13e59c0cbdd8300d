package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in a file: one line that says file, line, key path, value, what is allowed. */
class BadFileIT {
  private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);
  private static final Map<Mistake, CompletableFuture<Cli.Outcome>> OUTCOMES =
      new ConcurrentHashMap<>();

  @TempDir static Path folder;

  /**
   * A mistake.
   *
   * @param name the name of the file
   * @param text its content
   * @param named what the line must contain behind the name of the file
   */
  record Mistake(String name, String text, List<String> named) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        service("unknown-key", "intervall: 1s", ":5: services.web.intervall", "interval"),
        service("wrong-type", "timeout: [1s, 2s]", ":5: services.web.timeout", "one value"),
        service("no-value", "rise:", ":5: services.web.rise", "no value"),
        service("wrong-unit", "interval: 1 day", ":5: services.web.interval", "'1 day'", "1h"),
        service("out-of-range", "rise: 0", ":5: services.web.rise", "'0'", "1 to 1000"),
        service("no-truth", "insecure: yes", ":5: services.web.insecure", "'yes'", "true"),
        service("rubbish-path", "as-path: x", ":5: services.web.as-path", "'x'", "AS numbers"),
        service("tab", "as-path: \"65010\\t65010\"", ":5: services.web.as-path", "\\u0009"),
        service("umlaut", "community: 65010:\u00fc", ":5: services.web.community", "AS:VALUE"),
        service("twice", "url: http://h/", ":5: services.web.url", "twice"),
        service("bad-check", "checks: [{timeout: 1s}]", ":5: services.web.checks", "url, tcp"),
        service("no-variable", "rise: ${NO_SUCH_VARIABLE}", ":5: services.web.rise", "NO_SUCH_VAR"),
        file("host-bits", "services:\n  web:\n    ip: 10.1.0.5/24\n    url: http://h/\n")
            .names(":3: services.web.ip", "'10.1.0.5/24'", "host bits"),
        file("no-check", "services:\n  web:\n    ip: 10.1.0.5/32\n").names("no check", "url"),
        file("no-ip", "services:\n  web:\n    url: http://h/\n").names("no ip", "10.1.0.5/32"),
        file("bad-name", "services:\n  'a b':\n    ip: 10.1.0.5/32\n").names("'a b'", "A-Z"),
        file("two-of-a-prefix", two("10.1.0.5/32", "10.1.0.5"))
            .names("10.1.0.5/32", "a", "b", ":6"),
        file("ip-for-all", "defaults:\n  ip: 10.1.0.5/32\nservices: {}\n").names(":2: defaults.ip"),
        file("no-services", "defaults:\n  rise: 2\n").names("services"),
        file("services-empty", "services: {}\n").names(":1: services", "at least one"),
        file("unknown-top", "service:\n  web: {}\n").names(":1: service", "services"),
        file("on-exit", two("10.1.0.5/32", "10.1.0.6/32") + "on-exit: stay\n")
            .names(":8: on-exit", "'stay'", "withdraw or keep"),
        file("broken", "services:\n  web: [\n").names(":3", "YAML"),
        file("two-documents", "services: {}\n---\nservices: {}\n").names("YAML"),
        file("control", "services:\n  web: \u0001\n").names("YAML"),
        file("empty", "").names("empty", "services"));
  }

  @BeforeAll
  static void runAll() {
    mistakes()
        .forEach(
            mistake ->
                OUTCOMES.put(
                    mistake,
                    CompletableFuture.supplyAsync(
                        () -> Cli.run("validate", write(mistake).toString()), TWO_AT_A_TIME)));
  }

  @AfterAll
  static void stop() {
    TWO_AT_A_TIME.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isOneLineOnStderrAndExitCode2(Mistake mistake) {
    Cli.Outcome outcome = OUTCOMES.get(mistake).join();

    isOneLine(outcome);
    assertThat(outcome.err().get(0)).contains(mistake.name() + ".yaml").contains(mistake.named());
  }

  @Test
  void aFileThatIsNotThereIsOneLine() {
    Cli.Outcome outcome = Cli.run("validate", "/no/such/exavip.yaml");

    isOneLine(outcome);
    assertThat(outcome.err().get(0)).contains("/no/such/exavip.yaml").doesNotContain("Exception");
  }

  @Test
  void aFileThatIsNotUtf8IsOneLine() throws IOException {
    Path file = folder.resolve("latin1.yaml");
    Files.write(file, "services: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));

    isOneLine(Cli.run("validate", file.toString()));
  }

  @Test
  void aFolderIsOneLine() {
    isOneLine(Cli.run("validate", folder.toString()));
  }

  private static void isOneLine(Cli.Outcome outcome) {
    assertThat(outcome.err()).hasSize(1);
    assertThat(outcome.err().get(0)).doesNotContain("\tat ", "io.exavip", "java.");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  /** A service that would be good without its fifth line. */
  private static Mistake service(String name, String line, String... named) {
    String text = "services:\n  web:\n    ip: 10.1.0.5/32\n    url: http://h/\n    ";
    return new Mistake(name, text + line + "\n", List.of(named));
  }

  private static String two(String first, String second) {
    return "services:\n  a:\n    ip: %s\n    url: http://h/\n  b:\n    ip: %s\n    url: http://h/\n"
        .formatted(first, second);
  }

  /** A file that is to be a mistake. */
  private record Content(String name, String text) {
    Mistake names(String... named) {
      return new Mistake(name, text, List.of(named));
    }
  }

  private static Content file(String name, String text) {
    return new Content(name, text);
  }

  private static Path write(Mistake mistake) {
    try {
      return Files.writeString(folder.resolve(mistake.name() + ".yaml"), mistake.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
