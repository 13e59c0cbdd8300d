package io.exavip.telemetry;

import io.exavip.config.Printable;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;

/** Standard error of this process: the log and whatever else is printed there. */
public final class StandardError {
  private static volatile LogQueue queue;

  private StandardError() {}

  /**
   * Prints on standard error directly: who prints waits for the reader, and nothing is lost. For
   * commands that people and scripts call.
   */
  public static void direct() {
    System.setErr(new PrintStream(descriptor(), true, StandardCharsets.UTF_8));
    log(new LogHandler(line -> System.err.println(line)));
  }

  /** Prints on standard error through a {@link LogQueue}: nobody ever waits for the reader. */
  public static void queued() {
    LogHandler[] handler = new LogHandler[1];
    LogQueue made = new LogQueue(descriptor(), LogHandler::lost, () -> handler[0].due());
    handler[0] = new LogHandler(made::offer);
    made.start();
    queue = made;
    System.setErr(new PrintStream(new Lines(made::offer), true, StandardCharsets.UTF_8));
    log(handler[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(StandardError::end, "exavip-log-end"));
  }

  /**
   * Before the end: waits until what was printed is written, but for {@link LogQueue#END_MILLIS} at
   * most where the reader takes nothing.
   */
  public static void end() {
    LogQueue used = queue;
    if (used != null) {
      used.awaitWritten();
    }
  }

  private static OutputStream descriptor() {
    return new FileOutputStream(FileDescriptor.err);
  }

  /** The levels are those of application.properties, which come later than the first lines may. */
  private static void log(LogHandler handler) {
    Logger root = LogContext.getLogContext().getLogger("");
    root.setLevel(Level.WARNING);
    root.setHandlers(new Handler[] {handler});
    LogContext.getLogContext().getLogger("exavip").setLevel(Level.INFO);
  }

  /** Cuts what is printed into lines, escaped but for tabs. */
  private static final class Lines extends OutputStream {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int length;

    Lines(Consumer<String> lines) {
      this.lines = lines;
    }

    @Override
    public synchronized void write(int b) {
      if (b == '\n') {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        lines.accept(printable(text, length));
        length = 0;
      } else {
        length++;
        if (length <= LogHandler.LINE_LENGTH) {
          line.write(b);
        }
      }
    }

    private static String printable(String text, int length) {
      String plain =
          Arrays.stream(text.split("\t", -1))
              .map(Printable::text)
              .collect(Collectors.joining("\t"));
      return length > LogHandler.LINE_LENGTH ? plain + "\u2026 (" + length + " bytes)" : plain;
    }
  }
}
