package io.exavip.doctor;

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
    if (program.flatMap(subject.installation()::version).isEmpty()) {
      return List.of();
    }
    return subject
        .installation()
        .refusal(program.get(), subject.own().file().toAbsolutePath())
        .map(
            refusal ->
                Finding.error(
                    "exabgp-test",
                    subject.at(0),
                    "ExaBGP refuses the file: " + refusal.reason(),
                    "see all that it says: " + refusal.command()))
        .stream()
        .toList();
  }
}
