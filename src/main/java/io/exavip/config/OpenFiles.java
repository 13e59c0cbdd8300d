package io.exavip.config;

import io.exavip.monitor.ServiceSpec;
import io.exavip.probe.CommandCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.tripwire.TripwireUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether services fit into the process: each check takes file descriptors, of which a process has
 * a limit. The runtime raises the soft limit to the hard one at its start.
 */
final class OpenFiles {
  /** What the process itself takes, and what comes and goes: look-ups, files, starting commands. */
  static final int OWN = 64;

  /** The connection of the probe, and that of the tripwire. */
  private static final int WIRED = 2;

  /** The ends of a command's pipes. */
  private static final int COMMAND = 3;

  private static final Pattern LIMIT = Pattern.compile("Max open files +(\\d+) .*");

  private OpenFiles() {}

  /**
   * The limit of this process.
   *
   * @return empty if there is none, or it cannot be known
   */
  static OptionalLong limit() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"))) {
      Optional<Matcher> row = lines.map(LIMIT::matcher).filter(Matcher::matches).findFirst();
      return row.isPresent()
          ? OptionalLong.of(Long.parseLong(row.get().group(1)))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether services have enough.
   *
   * @param where what says of the services, for the message
   * @param services the services
   * @param limit how many files may be open at once; empty: any number
   * @throws ConfigException if they have not
   */
  static void check(String where, List<ServiceSpec> services, OptionalLong limit) {
    List<TimedCheck> checks = services.stream().flatMap(s -> s.checks().stream()).toList();
    long needed = OWN + checks.stream().mapToLong(OpenFiles::need).sum();
    if (limit.isEmpty() || needed <= limit.getAsLong()) {
      return;
    }
    long left = limit.getAsLong() - OWN;
    long fits = 0;
    while (fits < checks.size() && left >= need(checks.get((int) fits))) {
      left -= need(checks.get((int) fits));
      fits++;
    }
    throw new ConfigException(
        "%s: %d checks need %d open files, the limit is %d; allowed: %d of them, or a higher limit"
                .formatted(where, checks.size(), needed, limit.getAsLong(), fits)
            + " (LimitNOFILE= in ExaBGP's unit, or ulimit -n)");
  }

  private static int need(TimedCheck check) {
    if (check.check() instanceof CommandCheck) {
      return COMMAND;
    }
    return check.tripwire() == TripwireUse.OFF ? 1 : WIRED;
  }
}
