package io.exavip.cli;

import io.exavip.telemetry.StandardError;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The first moment of the program: what must be in order before anything else runs. */
@QuarkusMain
public final class Main {
  private static final String LOG_MANAGER = "org.jboss.logmanager.LogManager";

  private Main() {}

  /**
   * Runs the program.
   *
   * @param arguments those of the user
   */
  public static void main(String... arguments) {
    System.setProperty("java.util.logging.manager", LOG_MANAGER);
    List<String> given = List.of(arguments);
    if (RunLine.isRun(given)) {
      StandardError.queued();
    } else {
      StandardError.direct();
      System.setOut(
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }
    Quarkus.run(Program.class, Main::end, arguments);
  }

  private static void end(int exitCode, Throwable failure) {
    System.exit(exitCode);
  }
}
