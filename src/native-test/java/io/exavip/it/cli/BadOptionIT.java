package io.exavip.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every mistake on the command line: one line that names the option, the value, what is allowed.
 */
class BadOptionIT {
  private static final List<String> GOOD = List.of("--ip", "10.1.0.5/32", "--url", "http://h/");

  private static final ExecutorService TWO_AT_A_TIME = Executors.newFixedThreadPool(2);
  private static final Map<Mistake, CompletableFuture<Cli.Outcome>> OUTCOMES =
      new ConcurrentHashMap<>();

  /**
   * A mistake.
   *
   * @param words the command line
   * @param named what the line must contain
   */
  record Mistake(List<String> words, List<String> named) {
    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(
        command("frob").names("frob", "--help"),
        command("check", "--bogus").names("--bogus", "--help"),
        command("run", "--check-config", "--ip").names("--ip", "PREFIX"),
        command("run", "--dry-run", "--ip", "--url").names("--ip", "--url"),
        command("validate").names("FILE"),
        good("--interval", "5x").names("--interval", "'5x'", "10ms to 1h"),
        good("--timeout", "2h").names("--timeout", "'2h'", "1ms to 1h"),
        good("--fast-interval", "2s").names("--fast-interval", "'2s'", "up to 1s"),
        good("--rise", "0").names("--rise", "'0'", "1 to 1000"),
        good("--rise", "2", "--rise", "3").names("--rise"),
        good("--ip", "10.1.0.5/24").names("--ip", "'10.1.0.5/24'", "host bits"),
        good("--as-path", "65010 foo").names("--as-path", "'65010 foo'", "AS numbers"),
        good("--up-as-path", "65010\n65010").names("--up-as-path", "65010\\u000a65010"),
        good("--community", "65010:\u00fc").names("--community", "AS:VALUE"),
        good("--metric", "4294967296").names("--metric", "'4294967296'", "4294967295"),
        good("--next-hop", "2001:db8::1").names("--next-hop", "'2001:db8::1'", "same family"),
        good("--url", "ftp://h/").names("--url", "'ftp://h/'", "http"),
        good("--header", "Host\u0007: x").names("--header", "\\u0007", "NAME: VALUE"),
        good("--expect-body-regex", "(").names("--expect-body-regex", "'('", "regular expression"),
        good("--ca-file", "/no/such.pem").names("--ca-file", "'/no/such.pem'", "PEM"),
        good("--disable", "").names("--disable", "empty", "a file"),
        good("--disable", "/etc").names("--disable", "'/etc'", "a directory", "a file"),
        good("--disable", "/proc/self").names("--disable", "a directory"),
        good("--on-exit", "stay").names("--on-exit", "'stay'", "withdraw or keep"),
        good("--reannounce", "10ms").names("--reannounce", "'10ms'", "1s to 24h"),
        good("--service", "a b").names("--service", "'a b'", "A-Z"),
        command("check", "--ip", "10.1.0.5/32").names("no check", "url, tcp or command"),
        command("check", "--url", "http://h/").names("no ip", "10.1.0.5/32"),
        command("run", "--dry-run", "--format", "xml", "--ip", "10.1.0.5/32", "--url", "http://h/")
            .names("--format", "'xml'", "text or json"),
        command("run", "--ip", "10.1.0.5/32", "--bogus").names("--bogus"),
        command("run", "--ip", "10.1.0.5/33", "--url", "http://h/").names("--ip", "10.1.0.5/33"));
  }

  @BeforeAll
  static void runAll() {
    mistakes()
        .forEach(
            mistake ->
                OUTCOMES.put(
                    mistake,
                    CompletableFuture.supplyAsync(
                        () -> Cli.run(mistake.words().toArray(String[]::new)), TWO_AT_A_TIME)));
  }

  @AfterAll
  static void stop() {
    TWO_AT_A_TIME.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isOneLineOnStderrAndExitCode2(Mistake mistake) {
    Cli.Outcome outcome = OUTCOMES.get(mistake).join();

    assertThat(outcome.err()).singleElement().asString().contains(mistake.named());
    assertThat(outcome.err().get(0)).doesNotContain("Exception", "io.exavip", "picocli");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  /** The words of a command line that is to be a mistake. */
  private record Words(List<String> words) {
    Mistake names(String... named) {
      return new Mistake(words, List.of(named));
    }
  }

  private static Words command(String... words) {
    return new Words(List.of(words));
  }

  /** A command line that would be good without these words. */
  private static Words good(String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--check-config"));
    words.addAll(GOOD);
    words.addAll(List.of(more));
    return new Words(words);
  }
}
