package io.exavip.doctor;

import io.exavip.config.ConfigException;
import io.exavip.config.NoFileException;
import io.exavip.config.RunConfig;
import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.health.Verdict;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process of ExaBGP's configuration that runs exavip.
 *
 * @param section its section
 * @param command the command of exavip: {@code run}, or something else
 * @param options the words behind it
 * @param config what the options say; empty if they are not good
 * @param problem what is not good
 * @param withoutFile where all that is not good is that the file of services is not on this host:
 *     what the other options say of every service, for the prefix {@link #standIn}
 */
record ExavipProcess(
    ProcessSection section,
    String command,
    List<String> options,
    Optional<RunConfig> config,
    Optional<String> problem,
    Optional<RunConfig> withoutFile) {
  private static final String STAND_IN = "192.0.2.1/32";

  private static final String FILE_OPTION = "--config";

  /**
   * Stands for the VIPs of a file that is not there; of those for documents (RFC 5737). No
   * constant: addresses cannot be kept in a native executable.
   */
  static Prefix standIn() {
    return Prefix.parse(STAND_IN);
  }

  /**
   * Finds exavip in the command: the program itself, or its jar, also behind another program.
   *
   * @param program where exavip is, if it may have another name there
   */
  static Optional<ExavipProcess> of(
      ProcessSection section, Optional<String> program, RunLineParser runLine) {
    List<String> words = section.command();
    for (int i = 0; i < words.size(); i++) {
      String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
      if (name.matches("exavip([-.].*)?") || program.equals(Optional.of(words.get(i)))) {
        String command = i + 1 < words.size() ? words.get(i + 1) : "";
        List<String> rest = words.subList(Math.min(i + 2, words.size()), words.size());
        return Optional.of(read(section, command, rest, runLine));
      }
    }
    return Optional.empty();
  }

  private static ExavipProcess read(
      ProcessSection section, String command, List<String> options, RunLineParser runLine) {
    Optional<RunConfig> none = Optional.empty();
    if (!command.equals("run")) {
      return new ExavipProcess(section, command, options, none, Optional.empty(), none);
    }
    try {
      RunConfig config = runLine.read(fromRoot(options));
      return new ExavipProcess(
          section, command, options, Optional.of(config), Optional.empty(), none);
    } catch (NoFileException e) {
      return withoutFile(section, options, runLine, e.getMessage());
    } catch (ConfigException e) {
      return new ExavipProcess(section, command, options, none, Optional.of(e.getMessage()), none);
    }
  }

  private static ExavipProcess withoutFile(
      ProcessSection section, List<String> options, RunLineParser runLine, String problem) {
    Optional<RunConfig> alone = Optional.empty();
    String worst = problem;
    try {
      alone = Optional.of(runLine.read(forStandIn(options)));
    } catch (ConfigException e) {
      worst = e.getMessage();
    }
    return new ExavipProcess(section, "run", options, Optional.empty(), Optional.of(worst), alone);
  }

  /** Whether all that is not good is that the file of services is not on this host. */
  boolean isFileMissing() {
    return withoutFile.isPresent();
  }

  /** The prefixes that it announces. */
  List<Prefix> vips() {
    return keys().stream().map(RouteKey::prefix).distinct().toList();
  }

  /** The routes that it announces. */
  List<RouteKey> keys() {
    return config.stream()
        .flatMap(run -> run.services().stream())
        .flatMap(service -> service.policy().keys().stream())
        .toList();
  }

  /** The prefixes whose next hop is the session's local address. */
  Stream<Prefix> selfNextHops() {
    return config.stream()
        .flatMap(run -> run.services().stream())
        .flatMap(service -> service.policy().routes(Verdict.UP).stream())
        .filter(route -> route.nextHop().isEmpty())
        .map(route -> route.key().prefix())
        .distinct();
  }

  /** The file of {@code --config}, as it is written. */
  Optional<String> file() {
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).startsWith(FILE_OPTION + "=")) {
        return Optional.of(options.get(i).substring(FILE_OPTION.length() + 1));
      }
      if (options.get(i).equals(FILE_OPTION) && i + 1 < options.size()) {
        return Optional.of(options.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** The options without the file. */
  private static List<String> forStandIn(List<String> options) {
    List<String> others = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      if (options.get(i).equals(FILE_OPTION)) {
        i++;
      } else if (!options.get(i).startsWith(FILE_OPTION + "=")) {
        others.add(options.get(i));
      }
    }
    others.addAll(List.of("--ip", STAND_IN, "--url", "http://127.0.0.1/"));
    return others;
  }

  /** ExaBGP runs its processes in the folder /. */
  private static List<String> fromRoot(List<String> options) {
    List<String> absolute = new ArrayList<>(options);
    for (int i = 0; i < absolute.size(); i++) {
      String word = absolute.get(i);
      if (i > 0 && absolute.get(i - 1).equals(FILE_OPTION) && !word.startsWith("/")) {
        absolute.set(i, "/" + word);
      } else if (word.startsWith(FILE_OPTION + "=") && !word.startsWith(FILE_OPTION + "=/")) {
        absolute.set(i, FILE_OPTION + "=/" + word.substring(FILE_OPTION.length() + 1));
      }
    }
    return absolute;
  }
}
