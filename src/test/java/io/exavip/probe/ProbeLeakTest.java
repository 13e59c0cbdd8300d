package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 10,000 attempts of all kinds leave nothing behind. */
@QuarkusTest
class ProbeLeakTest {
  private static final int ATTEMPTS = 10_000;
  private static final int WARM_UP = 600;
  private static final int AT_A_TIME = 50;

  /** One attempt in so many is a command, which costs two or three processes. */
  private static final int COMMAND_EVERY = 33;

  private static final int COMMANDS_AT_A_TIME = 4;

  private static final Duration BRIEF = Duration.ofMillis(50);

  @Inject Vertx vertx;

  private final String time = Processes.longTime();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Probe> probes = new ArrayList<>();
  private final List<Probe> commands = new ArrayList<>();
  private final AtomicInteger outcomes = new AtomicInteger();
  private Prober prober;

  @BeforeEach
  void start() {
    prober = new Prober(vertx);
    RudeServer fine = open(RudeServer.with(Manners.status(200)));
    RudeServer silent = open(RudeServer.with(Manners.silent()));
    RudeServer secure =
        open(RudeServer.tls(Certificates.get().server("good"), Manners.status(200)));
    FullBacklog deaf = open(new FullBacklog());
    String closed = closedPort();
    http(fine.http("/"), Prober.AMPLE, 20);
    http(answering(Manners.status(503)), Prober.AMPLE, 8);
    http(answering(Manners.closing()), Prober.AMPLE, 4);
    http(answering(Manners.answer("220 mail ESMTP\r\n")), Prober.AMPLE, 2);
    http(answering(Manners.body("x".repeat(100_000))), Prober.AMPLE, 2);
    http(answering(Manners.endless("text/event-stream")), Prober.AMPLE, 1);
    http(answering(Manners.dripping()), BRIEF, 2);
    http(answering(Manners.slowHead()), BRIEF, 2);
    http(silent.http("/"), BRIEF, 4);
    http("https://127.0.0.1:" + silent.port() + "/", BRIEF, 1);
    http(secure.https("/"), Prober.AMPLE, 1);
    http("http://127.0.0.1:" + deaf.port() + "/", BRIEF, 2);
    http("http://" + closed + "/", Prober.AMPLE, 8);
    http("http://no-such-host.invalid/", Prober.AMPLE, 1);
    add(prober.probe(new TcpCheck("127.0.0.1", fine.port()), Prober.AMPLE), 6);
    add(prober.probe(new TcpCheck("127.0.0.1", deaf.port()), BRIEF), 2);
    commands.add(prober.probe(new CommandCheck("true"), Prober.AMPLE));
    commands.add(prober.probe(new CommandCheck("echo no; exit 1"), Prober.AMPLE));
    commands.add(prober.probe(new CommandCheck("sleep " + time + " & sleep " + time), BRIEF));
    commands.add(prober.probe(new CommandCheck("yes"), BRIEF));
    commands.add(prober.probe(new CommandCheck("/no/such/command"), Prober.AMPLE));
  }

  @AfterEach
  void stop() throws Exception {
    Processes.kill(time);
    prober.close();
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Test
  void tenThousandAttemptsLeaveNoThreadNoDescriptorAndNoProcessBehind() throws Exception {
    attempt(WARM_UP);
    Held before = settled();

    attempt(ATTEMPTS);

    assertThat(outcomes).hasValue(WARM_UP + ATTEMPTS);
    Eventually.until(
        "no more is held than before, " + before,
        () -> {
          Held now = Held.now();
          return now.threads() <= before.threads() + 8
              && now.descriptors() <= before.descriptors() + 8
              && now.children() <= before.children()
              && Processes.sleeping(time) == 0;
        });
  }

  /** What is held once the warm-up's last connections are closed. */
  private Held settled() {
    Eventually.until(
        "all connections are closed",
        () ->
            opened.stream()
                .filter(RudeServer.class::isInstance)
                .allMatch(server -> ((RudeServer) server).open() == 0));
    Eventually.until("all commands are gone", () -> Processes.sleeping(time) == 0);
    return Held.now();
  }

  private void attempt(int count) throws InterruptedException {
    Semaphore any = new Semaphore(AT_A_TIME);
    Semaphore command = new Semaphore(COMMANDS_AT_A_TIME);
    for (int i = 0; i < count; i++) {
      boolean isCommand = i % COMMAND_EVERY == 0;
      Probe probe =
          isCommand
              ? commands.get(i / COMMAND_EVERY % commands.size())
              : probes.get(i % probes.size());
      Semaphore permits = isCommand ? command : any;
      permits.acquire();
      CompletableFuture<ProbeResult> attempt = probe.start();
      attempt.whenComplete(
          (result, error) -> {
            if (error == null) {
              outcomes.incrementAndGet();
            }
            permits.release();
          });
    }
    any.acquire(AT_A_TIME);
    command.acquire(COMMANDS_AT_A_TIME);
  }

  private String answering(Manners manners) {
    return open(RudeServer.with(manners)).http("/");
  }

  private void http(String url, Duration timeout, int share) {
    add(prober.probe(Http.get(url).check(), timeout), share);
  }

  private void add(Probe probe, int share) {
    for (int i = 0; i < share; i++) {
      probes.add(probe);
    }
  }

  private <T extends AutoCloseable> T open(T resource) {
    opened.add(resource);
    return resource;
  }

  private static String closedPort() {
    try (RudeServer gone = RudeServer.with(Manners.closing())) {
      return "127.0.0.1:" + gone.port();
    }
  }
}
