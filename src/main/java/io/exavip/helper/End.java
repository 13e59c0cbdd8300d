package io.exavip.helper;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/** Why the program is to end; the first reason counts. */
public final class End {
  /** The reasons. */
  public enum Reason {
    /** SIGTERM or SIGINT. */
    SIGNAL,
    /** ExaBGP is gone, or nobody reads the output any more. */
    GONE
  }

  private final AtomicReference<Reason> reason = new AtomicReference<>();
  private final CountDownLatch requested = new CountDownLatch(1);

  /**
   * Makes an end that SIGTERM and SIGINT bring about.
   *
   * @return the end
   */
  public static End onSignals() {
    End end = new End();
    for (String name : new String[] {"TERM", "INT"}) {
      Signal.handle(new Signal(name), signal -> end.request(Reason.SIGNAL));
    }
    return end;
  }

  /**
   * Brings the end about.
   *
   * @param why the reason
   */
  public void request(Reason why) {
    reason.compareAndSet(null, why);
    requested.countDown();
  }

  /**
   * Waits for the end.
   *
   * @return why
   * @throws InterruptedException if the thread is interrupted
   */
  public Reason await() throws InterruptedException {
    requested.await();
    return reason.get();
  }

  /**
   * Waits for the end for some time.
   *
   * @param millis how long at most, in milliseconds
   * @return why; empty if it has not come
   * @throws InterruptedException if the thread is interrupted
   */
  public Optional<Reason> await(long millis) throws InterruptedException {
    return requested.await(millis, TimeUnit.MILLISECONDS)
        ? Optional.of(reason.get())
        : Optional.empty();
  }
}
