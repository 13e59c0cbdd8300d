package io.exavip.fatal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process where it is out of memory: whatever was being done then was not done, and any
 * thread may be the one that lacks a part of it now. ExaBGP starts a new process.
 *
 * <p>The native executable's runtime does this by itself, wherever the error arises. On a JVM it
 * has to be seen; much code catches what is thrown in its tasks and logs it, so the log is looked
 * at, too.
 */
public final class OutOfMemory {
  /** The exit code, that of a JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
  public static final int EXIT_CODE = 3;

  private static final org.jboss.logging.Logger LOG =
      org.jboss.logging.Logger.getLogger("exavip.fatal");

  private static final int DEEPEST_CAUSE = 10;

  // Made in advance: there is no memory when they are needed.
  private static final byte[] WORDS =
      "exavip: out of memory: ending the process\n".getBytes(StandardCharsets.US_ASCII);
  private static final FileOutputStream ERR = new FileOutputStream(FileDescriptor.err);
  private static final Runtime RUNTIME = Runtime.getRuntime();
  private static volatile boolean dying;

  private OutOfMemory() {}

  /**
   * Ends the process if an error says that it is out of memory; does not return then.
   *
   * @param error any error, or null
   */
  public static void endAt(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof OutOfMemoryError && !isLackOfThreads(cause)) {
        die();
      }
      cause = cause.getCause();
    }
  }

  /**
   * Whether the process is ending and only its last words keep it: nobody reads them. Then whoever
   * sees it has to halt the process.
   *
   * @return true once it is out of memory
   */
  public static boolean isDying() {
    return dying;
  }

  /** Looks at all that is logged from now on, and at whatever ends a thread. */
  public static void watch() {
    Logger.getLogger("").addHandler(new LogWatch());
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          endAt(error);
          if (before != null) {
            before.uncaughtException(thread, error);
          } else {
            LOG.error("internal error: thread " + thread.getName() + " has ended", error);
          }
        });
  }

  /** A limit on processes passes, and a new process would be the first to feel it. */
  private static boolean isLackOfThreads(Throwable error) {
    String message = error.getMessage();
    return message != null && message.contains("native thread");
  }

  private static void die() {
    boolean second = dying;
    dying = true;
    try {
      if (!second) {
        ERR.write(WORDS); // may block; the watchdog halts the process then, or the next such error
      }
    } catch (IOException e) {
      // nobody listens
    } finally {
      RUNTIME.halt(EXIT_CODE);
    }
  }

  private static final class LogWatch extends Handler {
    @Override
    public void publish(LogRecord record) {
      endAt(record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
