package io.exavip.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What this machine lacks where a probe could not be made. That says nothing of the app. It is told
 * by errno(3), of which Java gives the words alone.
 */
public final class Shortage {
  private static final String NO_PROCESS =
      "no process or thread can be started (limit on processes)";

  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    put("Too many open files in system", "the machine has no descriptors left (fs.file-max)");
    put("Too many open files", "no descriptors left (limit on open files)");
    put("No buffer space available", "no buffer space left for sockets");
    put("Cannot allocate memory", "the machine has no memory left");
    put("Resource temporarily unavailable", NO_PROCESS);
  }

  /** Of a process that could not be started Java tells the number, too, or its input. */
  private static void put(String errno, String words) {
    WORDS.put(Pattern.compile("(error=\\d+, |/dev/null \\()?" + errno + "(\\)|: .*)?"), words);
  }

  private static final String NO_ADDRESS = "Cannot assign requested address";

  private Shortage() {}

  /**
   * The outcome of a probe that ended with an error.
   *
   * @param error the error
   * @return not asked, or a failure
   */
  public static ProbeResult outcome(Throwable error) {
    return of(error)
        .map(ProbeResult::notAsked)
        .orElseGet(() -> ProbeResult.failure(FailureReason.of(error)));
  }

  /**
   * The outcome of a probe of an address that ended with an error.
   *
   * @param error the error
   * @param address the address
   * @return not asked, or a failure
   */
  static ProbeResult outcome(Throwable error, InetAddress address) {
    return isOf(error, NO_ADDRESS) && isInReach(address)
        ? ProbeResult.notAsked("no local port left for connections")
        : outcome(error);
  }

  /**
   * What is lacking.
   *
   * @param error what a connection, a command or a look-up ended with
   * @return in a user's words; empty if nothing is
   */
  static Optional<String> of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message =
          String.valueOf(
              cause instanceof FileSystemException file ? file.getReason() : cause.getMessage());
      if (cause instanceof OutOfMemoryError && message.contains("native thread")) {
        return Optional.of(NO_PROCESS);
      }
      if (cause instanceof IOException) { // no words of a server's stand in those
        for (Map.Entry<Pattern, String> known : WORDS.entrySet()) {
          if (known.getKey().matcher(message).matches()) {
            return Optional.of(known.getValue());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(Throwable error, String words) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException && String.valueOf(cause.getMessage()).startsWith(words)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether there is a way to an address, so that it is a port that was lacking, and not, as for
   * ::1 where IPv6 is off, an address of ours to come from. Sends nothing.
   */
  private static boolean isInReach(InetAddress address) {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(address, 9)); // any port does
      return true;
    } catch (IOException e) {
      return of(e).isPresent();
    }
  }
}
