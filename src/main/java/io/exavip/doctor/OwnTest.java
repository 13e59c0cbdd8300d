package io.exavip.doctor;

import io.exavip.exabgp.install.ExaBgpInstallation.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ExaBGP's own test of the file, for all that the other rules do not look into. */
final class OwnTest implements Rule {
  /** The rules that say by themselves what ExaBGP refuses. */
  private static final Set<String> REFUSALS =
      Set.of(
          "syntax",
          "run",
          "encoder",
          "process-name",
          "process-undefined",
          "session",
          "neighbor-twice",
          "exabgp-version");

  /** Whether a finding makes the test pointless. */
  static boolean isKnown(Finding finding) {
    return finding.severity() == Severity.ERROR && REFUSALS.contains(finding.rule());
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<Path> program = subject.exabgp();
    Optional<Version> version = program.flatMap(subject.installation()::version);
    if (version.isEmpty()) {
      return List.of();
    }
    String test = version.get().major() < 5 ? "--test" : "validate";
    String file = subject.own().file().toAbsolutePath().toString();
    return subject.host().run(List.of(program.get().toString(), test, file)).stream()
        .filter(outcome -> outcome.exitCode() != 0)
        .map(
            outcome ->
                Finding.error(
                    "exabgp-test",
                    subject.at(0),
                    "ExaBGP refuses the file: " + reason(outcome.output()),
                    "see all that it says: " + program.get() + " " + test + " " + file))
        .toList();
  }

  /** The last line, without what stands before it in a log. */
  private static String reason(String output) {
    return output
        .lines()
        .map(line -> line.replaceFirst("^.*\\| ", "").strip())
        .filter(line -> !line.isEmpty())
        .reduce((a, b) -> b)
        .orElse("it does not say why");
  }
}
