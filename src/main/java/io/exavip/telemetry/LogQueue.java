package io.exavip.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The log's way out: a queue and a daemon thread that writes, one write a line. Whoever logs never
 * waits: a reader that stands still costs lines, which are counted, and nothing else.
 */
public final class LogQueue {
  /** The most lines that wait: every one of 1,000 services may tell of some changes at once. */
  public static final int MOST_LINES = 8192;

  /** The most bytes that wait. */
  public static final int MOST_BYTES = 1 << 20;

  /** How long the end waits for a reader that takes nothing, in milliseconds. */
  public static final long END_MILLIS = 100;

  private static final long IDLE_MILLIS = 1000;

  /** The end waits longer where the reader takes what comes: the machine is busy. */
  private static final long END_LIMIT_MILLIS = 700;

  private final OutputStream out;
  private final LongFunction<String> lostLine;
  private final Supplier<List<String>> whenIdle;

  private final Queue<byte[]> lines = new ArrayDeque<>();
  private int bytes;
  private long lost;
  private long written;
  private boolean writing;

  /**
   * Makes a queue; {@link #start} has it written.
   *
   * @param out where the lines go; may block for ever
   * @param lostLine the line that says how many were lost
   * @param whenIdle asked about once a second for lines that have become due
   */
  public LogQueue(
      OutputStream out, LongFunction<String> lostLine, Supplier<List<String>> whenIdle) {
    this.out = out;
    this.lostLine = lostLine;
    this.whenIdle = whenIdle;
  }

  /** Starts the thread that writes. */
  public void start() {
    Thread thread = new Thread(this::write, "exavip-log");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Takes a line, or counts it as lost where there is no room.
   *
   * @param line the line, without its end
   */
  public void offer(String line) {
    byte[] whole = encoded(line);
    synchronized (this) {
      if (lost > 0 && hasRoom(whole.length + MOST_BYTES / 8)) {
        add(encoded(lostLine.apply(lost)));
        lost = 0;
      }
      if (lost > 0 || !hasRoom(whole.length)) {
        lost++; // also where a short line would fit: the order of lines stays
      } else {
        add(whole);
      }
    }
  }

  /**
   * Waits until everything is written, but for {@link #END_MILLIS} at most where the reader takes
   * nothing.
   *
   * @return true if everything is written
   */
  public boolean awaitWritten() {
    try {
      synchronized (this) {
        long start = System.nanoTime();
        long progress = start;
        long seen = written;
        while (!lines.isEmpty() || writing) {
          long now = System.nanoTime();
          if (written != seen || !writing) {
            seen = written;
            progress = now;
          }
          if (millis(now - progress) >= END_MILLIS || millis(now - start) >= END_LIMIT_MILLIS) {
            return false;
          }
          wait(END_MILLIS / 10);
        }
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean hasRoom(int more) {
    return lines.size() < MOST_LINES && bytes + more <= MOST_BYTES;
  }

  private void add(byte[] line) {
    lines.add(line);
    bytes += line.length;
    notifyAll();
  }

  private void write() {
    while (true) {
      try {
        byte[] line = next();
        try {
          out.write(line);
          out.flush();
        } finally {
          wrote();
        }
      } catch (IOException e) {
        continue; // nobody reads any more; there is no other place to say it
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized byte[] next() throws InterruptedException {
    while (lines.isEmpty()) {
      if (lost > 0) {
        add(encoded(lostLine.apply(lost)));
        lost = 0;
      } else {
        wait(IDLE_MILLIS);
        if (lines.isEmpty()) {
          whenIdle.get().forEach(line -> add(encoded(line)));
        }
      }
    }
    byte[] line = lines.remove();
    bytes -= line.length;
    writing = true;
    return line;
  }

  private synchronized void wrote() {
    writing = false;
    written++;
    notifyAll();
  }

  private static byte[] encoded(String line) {
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
