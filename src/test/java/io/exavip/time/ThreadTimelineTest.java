package io.exavip.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadTimelineTest {
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final ThreadTimeline timeline = new ThreadTimeline("test", errors::add);

  @AfterEach
  void close() {
    timeline.close();
  }

  @Test
  void tasksRunInTheOrderInWhichTheyCome() {
    List<Integer> ran = new CopyOnWriteArrayList<>();
    IntStream.range(0, 1000).forEach(i -> timeline.execute(() -> ran.add(i)));
    settle();
    assertThat(ran).containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
  }

  @Test
  void noneOfManyThreadsTasksIsLost() throws InterruptedException {
    int threads = 4;
    int each = 5000;
    CountDownLatch left = new CountDownLatch(threads * each);
    for (int i = 0; i < threads; i++) {
      new Thread(() -> IntStream.range(0, each).forEach(n -> timeline.execute(left::countDown)))
          .start();
    }
    assertThat(left.await(5, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void aTaskThatThrowsIsReportedAndTheNextRuns() {
    IllegalStateException error = new IllegalStateException("no");
    timeline.execute(
        () -> {
          throw error;
        });
    settle();
    assertThat(errors).containsExactly(error);
  }

  @Test
  void tasksThatBringTasksKeepNoneWaitingThatIsDue() {
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> due = new CompletableFuture<>();
    bringAnother(over);
    timeline.after(TimeUnit.MILLISECONDS.toNanos(1), () -> due.complete(null));
    due.orTimeout(5, TimeUnit.MINUTES).join();
    over.set(true);
  }

  private void bringAnother(AtomicBoolean over) {
    timeline.execute(
        () -> {
          if (!over.get()) {
            bringAnother(over);
          }
        });
  }

  private void settle() {
    CompletableFuture.runAsync(() -> {}, timeline).orTimeout(5, TimeUnit.MINUTES).join();
  }
}
