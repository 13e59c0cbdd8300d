package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileLooksTest {
  private final CountDownLatch fixed = new CountDownLatch(1);
  private final AtomicInteger hanging = new AtomicInteger();
  private final FileLooks looks = new FileLooks(this::look);

  @AfterEach
  void fix() {
    fixed.countDown();
  }

  @Test
  void tellsFilesDirectoriesAndNothingApart(@TempDir Path folder) throws Exception {
    FileLooks real = new FileLooks();
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(kind(real.look(file))).isEqualTo(FileLook.Kind.FILE);
    assertThat(kind(real.look(folder))).isEqualTo(FileLook.Kind.DIRECTORY);
    assertThat(kind(real.look(folder.resolve("none")))).isEqualTo(FileLook.Kind.ABSENT);
    assertThat(kind(real.look(file.resolve("below")))).isEqualTo(FileLook.Kind.ABSENT);
  }

  @Test
  void whatCannotBeKnownIsNotAbsent(@TempDir Path folder) throws Exception {
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    FileLook look = new FileLooks().look(loop).get();
    assertThat(look.kind()).isEqualTo(FileLook.Kind.UNKNOWN);
    assertThat(look.reason()).isNotBlank();
  }

  @Test
  void whereNoThreadCanBeHadNothingIsKnownAndTheNextLookIsMade() throws Exception {
    AtomicBoolean none = new AtomicBoolean(true);
    FileLooks scarce =
        new FileLooks(
            this::look,
            task -> {
              if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            });
    assertThat(kind(scarce.look(Path.of("/well/file")))).isEqualTo(FileLook.Kind.UNKNOWN);

    none.set(false);
    assertThat(kind(scarce.look(Path.of("/well/file")))).isEqualTo(FileLook.Kind.FILE);
  }

  @Test
  void aDirectoryThatHangsKeepsNoOtherFromBeingLookedAt() throws Exception {
    for (int i = 0; i < 1000; i++) {
      looks.look(Path.of("/hung/" + i));
    }
    assertThat(kind(looks.look(Path.of("/well/file")))).isEqualTo(FileLook.Kind.FILE);
  }

  @Test
  void aDirectoryThatHangsTakesOneThread() throws Exception {
    for (int i = 0; i < 1000; i++) {
      looks.look(Path.of("/hung/" + i));
    }
    Eventually.until("one hangs", () -> hanging.get() > 0);
    looks.look(Path.of("/well/file")).get();
    assertThat(hanging).hasValue(1);
  }

  @Test
  void whatWaitedIsAnsweredWhenTheFileSystemAnswersAgain() throws Exception {
    CompletableFuture<FileLook> first = looks.look(Path.of("/hung/1"));
    CompletableFuture<FileLook> second = looks.look(Path.of("/hung/2"));
    fixed.countDown();
    assertThat(kind(first)).isEqualTo(FileLook.Kind.FILE);
    assertThat(kind(second)).isEqualTo(FileLook.Kind.FILE);
  }

  @Test
  void aLookThatFailsIsAnAnswerAndTheNextIsMade() throws Exception {
    assertThat(kind(looks.look(Path.of("/broken/1")))).isEqualTo(FileLook.Kind.UNKNOWN);
    assertThat(kind(looks.look(Path.of("/broken/2")))).isEqualTo(FileLook.Kind.UNKNOWN);
  }

  @Test
  void whoWaitsForADirectoryThatHangsWaitsOnceAndNotForEachOfItsFiles() {
    Duration patience = Duration.ofMillis(100);
    for (int i = 0; i < 1000; i++) {
      Path path = Path.of("/hung/" + i);
      assertThat(looks.lookWithin(path, patience).kind()).isEqualTo(FileLook.Kind.UNKNOWN);
    } // the limit of this class tells
  }

  private FileLook look(Path path) {
    if (path.startsWith("/broken")) {
      throw new IllegalStateException("no such luck");
    }
    if (path.startsWith("/hung")) {
      hanging.incrementAndGet();
      try {
        fixed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return FileLook.of(FileLook.Kind.FILE);
  }

  private static FileLook.Kind kind(CompletableFuture<FileLook> look) throws Exception {
    return look.get(30, TimeUnit.SECONDS).kind();
  }
}
