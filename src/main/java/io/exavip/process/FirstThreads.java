package io.exavip.process;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Waits at the start until threads can be started at all: where a limit on processes is reached,
 * the program could do nothing, and its end would have ExaBGP start it again at once, and give up
 * all of itself after five times. Until then there is the first thread alone.
 */
public final class FirstThreads {
  /** What the program has at least, beside those of the runtime. */
  static final int NEEDED = 16;

  private static final long SHORTEST_PAUSE_MILLIS = 1000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;
  private static final long LOOK_MILLIS = 200;

  private FirstThreads() {}

  /**
   * Waits until threads can be started.
   *
   * @return false if the parent has gone before
   * @throws InterruptedException if the thread is interrupted
   */
  public static boolean await() throws InterruptedException {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    long pause = SHORTEST_PAUSE_MILLIS;
    while (!canStart()) {
      if (pause == SHORTEST_PAUSE_MILLIS) {
        System.err.println(
            "exavip: no threads can be started (limit on processes); nothing is watched until they"
                + " can");
      }
      for (long waited = 0; waited < pause; waited += LOOK_MILLIS) {
        Thread.sleep(LOOK_MILLIS);
        skipInput();
        if (!ProcessHandle.current().parent().equals(parent)) {
          return false;
        }
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
    return true;
  }

  /** Starts as many as are needed, all there at once. */
  private static boolean canStart() {
    CountDownLatch tried = new CountDownLatch(1);
    try {
      for (int i = 0; i < NEEDED; i++) {
        Thread thread = new Thread(() -> awaitQuietly(tried), "exavip-first");
        thread.setDaemon(true);
        thread.start();
      }
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    } finally {
      tried.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch tried) {
    try {
      tried.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is not read blocks ExaBGP. */
  private static void skipInput() {
    try {
      System.in.skip(System.in.available());
    } catch (IOException e) {
      // its end shows in the parent
    }
  }
}
