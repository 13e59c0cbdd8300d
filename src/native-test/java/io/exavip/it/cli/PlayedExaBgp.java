package io.exavip.it.cli;

import io.exavip.it.fabric.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The test in the part of ExaBGP: launches the program, reads its commands and answers them. */
final class PlayedExaBgp implements AutoCloseable {
  static final String ANNOUNCE = "announce route 10.1.0.5/32 next-hop self";
  static final String WITHDRAW = "withdraw route 10.1.0.5/32 next-hop self";

  private static final String VERSION = "version";
  private static final String SYSTEM_VERSION = "system version";
  private static final long LOOK_NANOS = 5_000_000;

  /**
   * What ExaBGP says to a command; the number counts the commands from 1, questions for the version
   * apart.
   */
  @FunctionalInterface
  interface Answers {
    List<String> to(String command, int number);

    /** ExaBGP 4.2.21, which takes everything. */
    static List<String> done(String command, int number) {
      return isQuestion(command) ? List.of("exabgp 4.2.21", "done") : List.of("done");
    }

    /** ExaBGP 4.2.21 with exabgp.api.ack=false. */
    static List<String> withoutAcks(String command, int number) {
      return isQuestion(command) ? List.of("exabgp 4.2.21") : List.of();
    }

    /** ExaBGP 6, which knows {@code system version} alone, and other commands. */
    static List<String> version6(String command, int number) {
      if (command.equals(SYSTEM_VERSION)) {
        return List.of("{\"version\": \"6.0.0\", \"application\": \"exabgp\"}", "done");
      }
      return List.of(command.startsWith("peer ") ? "done" : "error");
    }
  }

  /** A command and when it was read. */
  record Command(String text, long nanos) {}

  private final Exavip program;
  private final Answers answers;
  private final List<Command> commands = new ArrayList<>();

  private PlayedExaBgp(Exavip program, Answers answers) {
    this.program = program;
    this.answers = answers;
    Thread thread = new Thread(this::play, "played-exabgp");
    thread.setDaemon(true);
    thread.start();
  }

  /** Launches {@code exavip run} with these options. */
  static PlayedExaBgp launch(Answers answers, List<String> options) {
    return launch(Map.of(), answers, options);
  }

  static PlayedExaBgp launch(
      Map<String, String> environment, Answers answers, List<String> options) {
    return new PlayedExaBgp(Exavip.start(environment, run(options)), answers);
  }

  /** The same, its standard error being a file or a named pipe. */
  static PlayedExaBgp launch(Path err, Answers answers, List<String> options) {
    ProcessBuilder builder = Cli.processOf(Map.of(), run(options)).redirectError(err.toFile());
    return new PlayedExaBgp(Exavip.start(builder), answers);
  }

  /** Takes the part of ExaBGP for a program that runs. */
  static PlayedExaBgp of(Exavip program, Answers answers) {
    return new PlayedExaBgp(program, answers);
  }

  private static String[] run(List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(options);
    return arguments.toArray(String[]::new);
  }

  /** Is at the pipes of a program that runs already. */
  static PlayedExaBgp at(Exavip program, Answers answers) {
    return new PlayedExaBgp(program, answers);
  }

  Exavip program() {
    return program;
  }

  /** The commands up to now, {@code version} apart. */
  synchronized List<Command> commands() {
    return List.copyOf(commands);
  }

  List<String> texts() {
    return commands().stream().map(Command::text).toList();
  }

  /** Waits for the command of this number, counted from 1. */
  Command await(int number) {
    try {
      return Await.present(
          "command " + number,
          () ->
              Optional.of(commands()).filter(c -> c.size() >= number).map(c -> c.get(number - 1)));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + " of " + texts() + "; " + program.err(), e);
    }
  }

  /** Waits until exactly these commands have come, and one more moment for any other. */
  void awaitExactly(String... expected) {
    await(expected.length);
    Await.always(
        "the commands are " + List.of(expected),
        Duration.ofMillis(500),
        () -> texts().equals(List.of(expected)));
  }

  @Override
  public void close() {
    program.close();
  }

  private void play() {
    int seen = 0;
    boolean last = false;
    while (!last) {
      last = !program.isAlive();
      List<String> lines = program.out();
      for (String line : lines.subList(seen, lines.size())) {
        int number = note(line);
        answers.to(line.strip(), number).forEach(program::write);
      }
      seen = lines.size();
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private synchronized int note(String line) {
    if (!isQuestion(line.strip())) {
      commands.add(new Command(line, System.nanoTime()));
    }
    return commands.size();
  }

  private static boolean isQuestion(String command) {
    return command.equals(VERSION) || command.equals(SYSTEM_VERSION);
  }
}
