package io.exavip.it.fabric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of the tests, which is one JVM. Whatever it starts or makes on the machine carries its
 * mark, so that the next run can tell what a dead one has left from what belongs to a living one.
 *
 * @param pid its process id
 * @param start when it started, in clock ticks since the machine's start: ids are used again
 */
public record TestRun(long pid, long start) {

  /** The run that this code is a part of. */
  public static final TestRun CURRENT = current();

  /** The environment variable that carries the mark. */
  static final String VARIABLE = "EXVIT_RUN";

  private static final String NAME = "exvit";
  private static final Pattern NAMED = Pattern.compile(NAME + "([0-9a-z]{12})-\\d+(-.*)?");
  private static final Pattern MARKED =
      Pattern.compile("(?:^|\\W)" + VARIABLE + "=([0-9a-z]{12})(?:\\W|$)");
  private static final int PID_DIGITS = 5;
  private static final int START_DIGITS = 7;
  private static final AtomicInteger NEXT = new AtomicInteger();

  /**
   * Returns a name that nothing else has, for what stays behind when nobody removes it: 20
   * characters at most, of a to z, 0 to 9 and -.
   *
   * @return the name, which tells its owner
   */
  public static String uniqueName() {
    return NAME + CURRENT.token() + "-" + NEXT.incrementAndGet();
  }

  /**
   * Returns the mark as a program carries it in its environment or on its command line.
   *
   * @return variable and value
   */
  public String mark() {
    return VARIABLE + "=" + token();
  }

  /**
   * Says whether the JVM of this run still runs.
   *
   * @return false also when another process has its id now
   */
  public boolean isAlive() {
    return startOf(pid).filter(now -> now == start).isPresent();
  }

  /**
   * Reads the owner from a {@link #uniqueName}, or from one with {@code -} and more behind it.
   *
   * @param name any name
   * @return nothing when it is no such name
   */
  static Optional<TestRun> ofName(String name) {
    Matcher named = NAMED.matcher(name);
    return named.matches() ? Optional.of(parse(named.group(1))) : Optional.empty();
  }

  /**
   * Reads the owner from what stands in a program's environment or on its command line.
   *
   * @param text any text
   * @return nothing when there is no {@link #mark} in it; of several the last, which counts
   */
  static Optional<TestRun> ofMark(String text) {
    int last = text.lastIndexOf(VARIABLE + "=");
    Matcher marked = MARKED.matcher(last < 0 ? "" : text.substring(last));
    return marked.find() ? Optional.of(parse(marked.group(1))) : Optional.empty();
  }

  private static TestRun current() {
    long pid = ProcessHandle.current().pid();
    return new TestRun(
        pid, startOf(pid).orElseThrow(() -> new IllegalStateException("/proc is not there")));
  }

  private static TestRun parse(String token) {
    return new TestRun(
        Long.parseLong(token.substring(0, PID_DIGITS), Character.MAX_RADIX),
        Long.parseLong(token.substring(PID_DIGITS), Character.MAX_RADIX));
  }

  private String token() {
    return padded(pid, PID_DIGITS) + padded(start, START_DIGITS);
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number, Character.MAX_RADIX);
    return "0".repeat(digits - text.length()) + text;
  }

  /** When a living process started; a zombie lives no more. */
  private static Optional<Long> startOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The second field, the name in brackets, may hold anything.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean alive = !fields[0].equals("Z") && !fields[0].equals("X");
      return alive ? Optional.of(Long.valueOf(fields[19])) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
