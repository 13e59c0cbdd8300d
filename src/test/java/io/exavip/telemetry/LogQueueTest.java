package io.exavip.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The log's way out, with readers that stand still. */
@Timeout(60)
class LogQueueTest {
  private final CountDownLatch reader = new CountDownLatch(1);
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  /** Takes nothing until the reader comes. */
  private final OutputStream pipe =
      new OutputStream() {
        @Override
        public void write(int b) {
          throw new AssertionError("a line is one write");
        }

        @Override
        public void write(byte[] line) throws IOException {
          blocked.countDown();
          try {
            reader.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          synchronized (read) {
            read.write(line);
          }
        }
      };

  private final LogQueue queue = new LogQueue(pipe, lost -> lost + " lost", List::of);

  @Test
  void whoeverLogsNeverWaitsForTheReader() throws Exception {
    queue.start();
    for (int i = 0; i < 10 * LogQueue.MOST_LINES; i++) {
      queue.offer("line " + i);
    }
    blocked.await(); // it got here although the reader takes nothing
    assertThat(lines()).isEmpty();
  }

  @Test
  void whatDidNotFitIsCountedAndSaidOnceTheReaderIsBack() {
    for (int i = 0; i < LogQueue.MOST_LINES + 100; i++) {
      queue.offer("line " + i);
    }
    reader.countDown();
    queue.start();
    awaitLine("100 lost");
    queue.offer("later");
    awaitLine("later");
    assertThat(lines()).hasSize(LogQueue.MOST_LINES + 2).startsWith("line 0").endsWith("later");
  }

  @Test
  void longLinesFillTheQueueByTheirBytes() {
    String line = "x".repeat(2047);
    for (int i = 0; i < LogQueue.MOST_BYTES / 2048 + 7; i++) {
      queue.offer(line);
    }
    reader.countDown();
    queue.start();
    awaitLine("7 lost");
  }

  @Test
  void theEndWaitsNoLongerThanABlinkForAReaderThatStandsStill() throws Exception {
    queue.start();
    queue.offer("never read");
    blocked.await();
    long start = System.nanoTime();
    assertThat(queue.awaitWritten()).isFalse();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(LogQueue.END_MILLIS);
  }

  @Test
  void theEndLosesNothingWhereTheReaderReads() {
    reader.countDown();
    queue.start();
    for (int i = 0; i < 1000; i++) {
      queue.offer("line " + i);
    }
    while (!queue.awaitWritten()) {
      Thread.onSpinWait(); // a machine so busy that the writer did not run
    }
    assertThat(lines()).hasSize(1000);
  }

  @Test
  void anOutputThatFailsTakesNobodyDown() throws Exception {
    try (PipedInputStream in = new PipedInputStream()) {
      PipedOutputStream out = new PipedOutputStream(in);
      LogQueue failing = new LogQueue(out, lost -> "", List::of);
      out.close();
      failing.start();
      for (int i = 0; i < 10 * LogQueue.MOST_LINES; i++) {
        failing.offer("line");
      }
      while (!failing.awaitWritten()) {
        Thread.onSpinWait();
      }
    }
  }

  private void awaitLine(String line) {
    while (!lines().contains(line)) {
      Thread.onSpinWait();
    }
  }

  private List<String> lines() {
    synchronized (read) {
      return read.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
