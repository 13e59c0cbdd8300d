package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyJudgeTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aCheckWithBodiesThatTakeLongHoldsUpNoOther() {
    CompletableFuture<Void> enough = new CompletableFuture<>();
    BodyJudge slow = new BodyJudge(threads);
    for (int i = 0; i < 10; i++) {
      slow.execute(enough::join);
    }
    CompletableFuture<Void> other = new CompletableFuture<>();

    new BodyJudge(threads).execute(() -> other.complete(null));

    other.orTimeout(5, TimeUnit.MINUTES).join();
    enough.complete(null);
  }

  @Test
  void theBodiesOfACheckAreJudgedInTurnEvenAfterOneThatFailed() {
    List<Integer> judged = new CopyOnWriteArrayList<>();
    BodyJudge judge = new BodyJudge(threads);
    CompletableFuture<Void> all = new CompletableFuture<>();

    judge.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    for (int i = 0; i < 100; i++) {
      int number = i;
      judge.execute(() -> judged.add(number));
    }
    judge.execute(() -> all.complete(null));

    all.orTimeout(5, TimeUnit.MINUTES).join();
    assertThat(judged).hasSize(100).isSorted();
  }
}
