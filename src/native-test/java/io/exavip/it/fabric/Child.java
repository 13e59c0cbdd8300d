package io.exavip.it.fabric;

import java.util.List;
import java.util.stream.Stream;

/**
 * The way in which all programs of the tests start: with their signals at the defaults, also where
 * the shell that started the tests ignores SIGINT, as each script's background job does; and with
 * the mark of the {@link TestRun}, by which they end with it, or else before the next one.
 */
public final class Child {

  private static volatile boolean over;

  static {
    Remains.remove(run -> !run.isAlive());
    Runtime.getRuntime().addShutdownHook(new Thread(Child::end, "end-of-test-run"));
  }

  private Child() {}

  /**
   * Prepares the start of a program; its process id will be the program's own.
   *
   * @param command program and arguments
   * @return to be given folder, environment and streams, and to be started
   */
  public static ProcessBuilder of(List<String> command) {
    if (over) {
      throw new IllegalStateException("the test run ends; not started: " + command);
    }
    Stream<String> env = Stream.of("env", "--default-signal", TestRun.CURRENT.mark());
    return new ProcessBuilder(Stream.concat(env, command.stream()).toList());
  }

  private static void end() {
    over = true; // Tests may still be at work: the JVM ends by a signal.
    Remains.remove(TestRun.CURRENT::equals);
  }
}
