package io.exavip.it.fabric;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for conditions: polls until they hold, and fails with a sentence when they never do. */
public final class Await {

  /**
   * How long a condition may take before the test fails. Ten times what it needs on a machine that
   * has ten times as much to do as it can: the tests are about what happens, not about when.
   */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration PAUSE = Duration.ofMillis(40);

  private Await() {}

  /**
   * Waits until {@code condition} holds.
   *
   * @param what the condition in words, used when it never holds
   * @param condition asked again and again
   */
  public static void until(String what, BooleanSupplier condition) {
    until(what, PATIENCE, condition);
  }

  /**
   * Waits until {@code condition} holds, with a deadline of its own.
   *
   * @param what the condition in words, used when it never holds
   * @param patience the longest wait
   * @param condition asked again and again
   */
  public static void until(String what, Duration patience, BooleanSupplier condition) {
    present(what, patience, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /**
   * Waits until {@code source} has a value.
   *
   * @param what the condition in words, used when it never holds
   * @param source asked again and again
   * @param <T> the kind of value
   * @return the value
   */
  public static <T> T present(String what, Supplier<Optional<T>> source) {
    return present(what, PATIENCE, source);
  }

  /**
   * Holds a condition under watch: it must be true at every look for the whole time.
   *
   * @param what the condition in words, used when it breaks
   * @param time how long to watch
   * @param condition asked again and again
   */
  public static void always(String what, Duration time, BooleanSupplier condition) {
    long end = System.nanoTime() + time.toNanos();
    do {
      if (!condition.getAsBoolean()) {
        throw new AssertionError("no longer true: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    } while (System.nanoTime() < end);
  }

  private static <T> T present(String what, Duration patience, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() >= end) {
        throw new AssertionError("not within " + patience.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
