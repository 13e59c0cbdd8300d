package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
      slow.execute(enough::join, BodyJudgeTest::refuse);
    }
    CompletableFuture<Void> other = new CompletableFuture<>();

    new BodyJudge(threads).execute(() -> other.complete(null), BodyJudgeTest::refuse);

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
        },
        BodyJudgeTest::refuse);
    for (int i = 0; i < 100; i++) {
      int number = i;
      judge.execute(() -> judged.add(number), BodyJudgeTest::refuse);
    }
    judge.execute(() -> all.complete(null), BodyJudgeTest::refuse);

    all.orTimeout(5, TimeUnit.MINUTES).join();
    assertThat(judged).hasSize(100).isSorted();
  }

  @Test
  void whereNoThreadCanBeHadThatIsToldAndTheNextBodyIsJudged() {
    AtomicBoolean none = new AtomicBoolean(true);
    BodyJudge judge =
        new BodyJudge(
            task -> {
              if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              threads.execute(task);
            });
    List<Throwable> errors = new ArrayList<>();
    judge.execute(() -> {}, errors::add);
    assertThat(errors).singleElement().isInstanceOf(OutOfMemoryError.class);

    none.set(false);
    CompletableFuture<Void> next = new CompletableFuture<>();
    judge.execute(() -> next.complete(null), BodyJudgeTest::refuse);
    next.orTimeout(5, TimeUnit.MINUTES).join();
  }

  private static void refuse(Throwable error) {
    throw new AssertionError(error);
  }
}
