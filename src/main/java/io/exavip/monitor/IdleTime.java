package io.exavip.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/**
 * Whether the machine's processors have idle time, by the kernel's counts of what they did: the
 * first line of {@code /proc/stat}, see proc_stat(5). The file is made in memory when it is read,
 * and never waits for anything.
 */
final class IdleTime {
  /** Of each hundred parts of the time, so few count as none. */
  static final int SCARCE_PERCENT = 5;

  /** The counts of so long are compared at least; no answer is older than twice that. */
  static final Duration PERIOD = Duration.ofMillis(500);

  private static final Path FILE = Path.of("/proc/stat");
  private static final int FIRST_LINE = 256; // bytes that hold what is needed of it
  private static final int IDLE = 4; // the word, "cpu" being the first
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8; // what follows is contained in the others

  private final Callable<String> file;
  private final LongSupplier clock;
  private long lookedAt;
  private Counts last;
  private boolean scarce;

  /** Counts in ticks. */
  private record Counts(long idle, long all) {}

  IdleTime() {
    this(IdleTime::firstLine, System::nanoTime);
  }

  /**
   * Counts from now on.
   *
   * @param file the text of the file, or its beginning
   * @param clock monotonic nanoseconds
   */
  IdleTime(Callable<String> file, LongSupplier clock) {
    this.file = file;
    this.clock = clock;
    lookedAt = clock.getAsLong();
    last = look();
  }

  /** Whether there was as good as none in the last second; false where that is not known. */
  boolean isScarce() {
    long age = clock.getAsLong() - lookedAt;
    if (age >= PERIOD.toNanos()) {
      Counts now = look();
      boolean recent = age < 4 * PERIOD.toNanos();
      scarce = recent && isScarce(last, now);
      last = now;
      lookedAt += age;
    }
    return scarce;
  }

  private static boolean isScarce(Counts before, Counts now) {
    if (before == null || now == null) {
      return false;
    }
    long all = now.all - before.all;
    return all > 0 && (now.idle - before.idle) * 100 < all * SCARCE_PERCENT;
  }

  /** The counts; null where the kernel does not tell. */
  private Counts look() {
    try {
      String[] words = file.call().lines().findFirst().orElse("").split(" +");
      long all = 0;
      for (int i = 1; i <= STEAL; i++) {
        all += Long.parseLong(words[i]);
      }
      return new Counts(Long.parseLong(words[IDLE]) + Long.parseLong(words[IO_WAIT]), all);
    } catch (Exception e) {
      return null;
    }
  }

  static String firstLine() throws IOException {
    try (InputStream in = Files.newInputStream(FILE)) {
      return new String(in.readNBytes(FIRST_LINE), StandardCharsets.US_ASCII);
    }
  }
}
