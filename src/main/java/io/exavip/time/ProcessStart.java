package io.exavip.time;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * When this process was started, by whoever did it: before its first line of code.
 *
 * <p>The kernel notes the start of each process and of each thread on one and the same clock, see
 * proc_pid_stat(5). So the start of a new thread tells the age of the process, and neither wall
 * time nor the time since the boot is asked, which containers may set apart.
 */
public final class ProcessStart {
  /** The kernel counts in USER_HZ, 100 a second on every architecture that Java runs on. */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final int START_TIME = 22; // the field, counted from 1
  private static final int STATE = 3; // the first field behind the name
  private static final long LONGEST_WAIT_MILLIS = 1000;

  private ProcessStart() {}

  /**
   * The start on the clock of {@link System#nanoTime}, to about 10 ms.
   *
   * @return the time in nanoseconds; now where the kernel does not tell
   */
  public static long nanos() {
    long now = System.nanoTime();
    try {
      return now - ageNanos();
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // the last one: no thread
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return now;
    }
  }

  private static long ageNanos() throws IOException, InterruptedException {
    byte[][] stat = new byte[1][];
    Thread thread =
        new Thread(
            () -> {
              try {
                stat[0] = Files.readAllBytes(Path.of("/proc/thread-self/stat"));
              } catch (IOException e) {
                stat[0] = new byte[0];
              }
            },
            "exavip-age");
    thread.setDaemon(true);
    thread.start();
    thread.join(LONGEST_WAIT_MILLIS);
    long ticks = ticks(stat[0]) - ticks(Files.readAllBytes(Path.of("/proc/self/stat")));
    return Math.max(0, ticks) * TICK_NANOS;
  }

  /** The start in what a stat file says; the name in it may hold anything but its own end. */
  static long ticks(byte[] stat) {
    String text = new String(stat, StandardCharsets.ISO_8859_1);
    String[] fields = text.substring(text.lastIndexOf(')') + 1).strip().split(" ");
    return Long.parseLong(fields[START_TIME - STATE]);
  }
}
