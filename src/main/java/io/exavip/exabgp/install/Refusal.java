package io.exavip.exabgp.install;

import io.exavip.exabgp.install.ExaBgpInstallation.Version;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * That ExaBGP does not take a file.
 *
 * @param reason the last of what it says
 * @param command how to see all of it
 */
public record Refusal(String reason, String command) {
  private static final int LAST_LINES = 3;

  static Optional<Refusal> of(Host host, Path program, Optional<Version> version, Path file) {
    String test = test(host, program, version);
    // its file of settings may send what it says to a log
    Optional<Host.Outcome> outcome =
        host.run(
            List.of(program.toString(), test, file.toString()),
            Map.of("exabgp.log.destination", "stdout"));
    return outcome.filter(end -> end.exitCode() == 0).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Refusal(
                outcome.map(end -> complaint(end.output(), file)).orElse("it gives no answer"),
                program + " " + test + " " + file));
  }

  /** 4.2 has an option, 5.0 a command; one that does not say its version is asked in its way. */
  private static String test(Host host, Path program, Optional<Version> version) {
    boolean isFour =
        version
            .map(known -> known.major() < 5)
            .orElseGet(
                () ->
                    host.run(List.of(program.toString(), "--version"), Map.of())
                        .filter(end -> end.exitCode() == 0)
                        .isPresent());
    return isFour ? "--test" : "validate";
  }

  /** The lines that tell the fault; each of 4.2's begins with time, process and part. */
  private static String complaint(String output, Path file) {
    List<String> lines =
        output
            .lines()
            .map(line -> line.replaceFirst("^\\S+ +\\| +\\d+ +\\| \\S+( \\S+)? +\\| ?", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.isEmpty()
        ? "it does not say why"
        : lines.stream()
            .skip(Math.max(0, lines.size() - LAST_LINES))
            .collect(Collectors.joining("; "))
            .replace(file.toString(), "it");
  }
}
