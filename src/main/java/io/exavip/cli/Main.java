package io.exavip.cli;

import io.exavip.process.ApiProcess;
import io.exavip.process.ExaBgpParent;
import io.exavip.process.FirstThreads;
import io.exavip.process.StandardOutput;
import io.exavip.telemetry.StandardError;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The first moment of the program: what must be in order before anything else runs, and what keeps
 * ExaBGP alive where nothing else does.
 */
@QuarkusMain
public final class Main {
  private static final String LOG_MANAGER = "org.jboss.logmanager.LogManager";

  /**
   * For what the log manager takes for the host's names. Otherwise it asks for them: the name
   * service, which may hang, and before {@link io.exavip.probe.name.SystemResolver} has told Java
   * to keep no answers.
   */
  private static final List<String> HOST_NAMES =
      List.of("jboss.qualified.host.name", "jboss.host.name", "jboss.node.name");

  /** The exit code where something went wrong that nobody has caught. */
  private static final int FAILURE = 1;

  private Main() {}

  /**
   * Runs the program.
   *
   * @param arguments those of the user
   */
  public static void main(String... arguments) {
    System.setProperty("java.util.logging.manager", LOG_MANAGER);
    HOST_NAMES.forEach(name -> System.setProperty(name, "localhost"));
    List<String> given = RawText.arguments(arguments);
    boolean run = RunLine.isRun(given);
    if (run || ExaBgpParent.isLikely()) {
      StandardOutput.keepForCommands(); // a JVM prints there where it cannot start a thread
      awaitThreads();
      StandardError.queued();
      System.setOut(System.err);
      if (!run) {
        System.exit(stay(RunLine.complaint(given), given));
      }
    } else {
      StandardError.direct();
      System.setOut(
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }
    Quarkus.run(
        Program.class,
        (exitCode, failure) -> {
          boolean failed = failure != null || exitCode == FAILURE;
          System.exit(run && failed ? stay("internal error: it cannot start", given) : exitCode);
        },
        given.toArray(String[]::new));
  }

  private static void awaitThreads() {
    try {
      if (!FirstThreads.await()) {
        Runtime.getRuntime().halt(FAILURE); // ExaBGP has gone
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says what is wrong, withdraws the prefixes that the arguments name, and stays until ExaBGP ends
   * it: to end would have ExaBGP start it again, and give up all of itself after five times.
   */
  private static int stay(String complaint, List<String> arguments) {
    try {
      return new ApiProcess(null, event -> {}).run(ConfigOptions.broken(complaint, arguments));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      System.err.println("exavip: " + complaint + ": " + e); // such as no thread to be had
      readToTheEnd();
    }
    return ApiProcess.BAD_INPUT;
  }

  private static void readToTheEnd() {
    byte[] buffer = new byte[4096];
    try {
      while (System.in.read(buffer) >= 0) {
        continue; // what is not read blocks ExaBGP
      }
    } catch (IOException e) {
      // the same as the end
    }
  }
}
