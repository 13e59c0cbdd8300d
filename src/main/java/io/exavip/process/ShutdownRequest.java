package io.exavip.process;

import io.exavip.telemetry.StandardError;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Why the program is to end; the first reason counts. docs/signals.md tells of every signal. */
public final class ShutdownRequest {
  /** The reasons. */
  public enum Reason {
    /** A signal that ends the program. */
    SIGNAL,
    /** ExaBGP is gone, or nobody reads the output any more. */
    GONE
  }

  private static final List<String> ENDING = List.of("TERM", "INT", "HUP", "XCPU");

  /** They would end the process on the spot, and its routes would stay. */
  private static final List<String> IGNORED =
      List.of(
          "QUIT", "USR1", "USR2", "PIPE", "ALRM", "VTALRM", "PROF", "IO", "PWR", "STKFLT", "XFSZ");

  private static final long TICK_MILLIS = 50;

  private final CompletableFuture<Reason> requested = new CompletableFuture<>();
  private volatile int exitCode;
  private volatile long limitMillis;

  /**
   * Makes an end that signals bring about.
   *
   * @return the end
   */
  public static ShutdownRequest onSignals() {
    ShutdownRequest end = new ShutdownRequest();
    ENDING.forEach(name -> handle(name, signal -> end.request(Reason.SIGNAL)));
    // Not SIG_IGN, which commands that are run for checks would inherit.
    IGNORED.forEach(name -> handle(name, signal -> {}));
    return end;
  }

  private static void handle(String name, SignalHandler handler) {
    try {
      Signal.handle(new Signal(name), handler);
    } catch (IllegalArgumentException e) {
      // the virtual machine keeps it for itself, and goes on when it comes
    }
  }

  /**
   * Has the process halted when this end has been requested and some time is over, whatever hangs
   * then. What this takes is there before it is needed.
   *
   * @param millis how long the end may take, in milliseconds, unless {@link #mayTake} changes it
   */
  void haltAfter(long millis) {
    limitMillis = millis;
    Thread thread =
        new Thread(
            () -> {
              try {
                await();
                for (long waited = 0; waited < limitMillis; waited += TICK_MILLIS) {
                  Thread.sleep(TICK_MILLIS);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              StandardError.end();
              Runtime.getRuntime().halt(exitCode);
            },
            "exavip-last-resort");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sets how long the end may take, in milliseconds. */
  void mayTake(long millis) {
    limitMillis = millis;
  }

  /** Sets the exit code of a process that is halted: 0 unless set. */
  void exitCode(int code) {
    exitCode = code;
  }

  /**
   * Brings the end about.
   *
   * @param why the reason
   */
  public void request(Reason why) {
    requested.complete(why);
  }

  /** Whether the end has come. */
  boolean isRequested() {
    return requested.isDone();
  }

  /**
   * Waits for the end.
   *
   * @return why
   * @throws InterruptedException if the thread is interrupted
   */
  public Reason await() throws InterruptedException {
    try {
      return requested.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits for the end for some time.
   *
   * @param millis how long at most, in milliseconds
   * @return why; empty if it has not come
   * @throws InterruptedException if the thread is interrupted
   */
  public Optional<Reason> await(long millis) throws InterruptedException {
    return awaitOr(new CompletableFuture<>(), millis);
  }

  /**
   * Waits for the end, for something else, and for some time, whichever comes first.
   *
   * @param other something else; how it ends does not matter
   * @param millis how long at most, in milliseconds
   * @return why; empty if the end has not come
   * @throws InterruptedException if the thread is interrupted
   */
  Optional<Reason> awaitOr(CompletableFuture<?> other, long millis) throws InterruptedException {
    try {
      CompletableFuture.anyOf(requested, other).get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // looked at below
    }
    return Optional.ofNullable(requested.getNow(null));
  }
}
