package io.exavip.doctor;

import io.exavip.config.ConfigException;
import io.exavip.config.RunConfig;
import io.exavip.exabgp.conf.ProcessSection;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process of ExaBGP's configuration that runs exavip.
 *
 * @param section its section
 * @param command the command of exavip: {@code run}, or something else
 * @param options the words behind it
 * @param config what the options say; empty if they are not good
 * @param problem what is not good
 */
record ExavipProcess(
    ProcessSection section,
    String command,
    List<String> options,
    Optional<RunConfig> config,
    Optional<String> problem) {
  private static final String FILE_OPTION = "--config";

  /** Finds exavip in the command: the program itself, or its jar, also behind another program. */
  static Optional<ExavipProcess> of(ProcessSection section, RunLineParser runLine) {
    List<String> words = section.command();
    for (int i = 0; i < words.size(); i++) {
      String name = words.get(i).substring(words.get(i).lastIndexOf('/') + 1);
      if (name.matches("exavip([-.].*)?")) {
        String command = i + 1 < words.size() ? words.get(i + 1) : "";
        List<String> rest = words.subList(Math.min(i + 2, words.size()), words.size());
        return Optional.of(read(section, command, rest, runLine));
      }
    }
    return Optional.empty();
  }

  private static ExavipProcess read(
      ProcessSection section, String command, List<String> options, RunLineParser runLine) {
    if (!command.equals("run")) {
      return new ExavipProcess(section, command, options, Optional.empty(), Optional.empty());
    }
    try {
      RunConfig config = runLine.read(fromRoot(options));
      return new ExavipProcess(section, command, options, Optional.of(config), Optional.empty());
    } catch (ConfigException e) {
      return new ExavipProcess(
          section, command, options, Optional.empty(), Optional.of(e.getMessage()));
    }
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
