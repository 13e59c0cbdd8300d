package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which threads the sockets of checks have. */
@QuarkusTest
class EventLoopsTest {
  @Inject Vertx vertx;

  @Test
  void theChecksOfOneProgramAreSpreadOverTheEventLoops() {
    CountDownLatch allWait = new CountDownLatch(1);
    Manners late =
        connection -> {
          connection.readHead();
          await(allWait);
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        };
    try (Prober prober = new Prober(vertx);
        RudeServer server = RudeServer.with(late)) {
      HttpCheck check = Http.get(server.http("/")).check();
      // An attempt ends on the thread that reads its socket.
      Set<CompletableFuture<String>> threads =
          Stream.generate(() -> prober.start(check, Prober.AMPLE))
              .limit(2)
              .map(attempt -> attempt.thenApply(result -> Thread.currentThread().getName()))
              .collect(Collectors.toSet());
      allWait.countDown();

      assertThat(threads.stream().map(CompletableFuture::join).distinct()).hasSize(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
