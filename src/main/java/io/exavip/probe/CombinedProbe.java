package io.exavip.probe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Several checks of one service, started together. */
final class CombinedProbe implements Probe {
  private final List<Probe> probes;
  private final Require require;

  CombinedProbe(List<Probe> probes, Require require) {
    this.probes = probes;
    this.require = require;
  }

  @Override
  public CompletableFuture<ProbeResult> start() {
    List<CompletableFuture<ProbeResult>> attempts = probes.stream().map(Probe::start).toList();
    CompletableFuture<ProbeResult> result = new CompletableFuture<>();
    for (CompletableFuture<ProbeResult> attempt : attempts) {
      attempt.thenAccept(
          outcome -> {
            if (isDecisive(outcome)) {
              result.complete(
                  outcome); // one success of ANY, one failure of ALL: nothing to wait for
            }
          });
    }
    CompletableFuture.allOf(attempts.toArray(CompletableFuture<?>[]::new))
        .thenRun(() -> result.complete(together(attempts)));
    result.whenComplete((outcome, error) -> attempts.forEach(attempt -> attempt.cancel(true)));
    return result;
  }

  @Override
  public void onHint(Runnable hint) {
    probes.forEach(probe -> probe.onHint(hint));
  }

  @Override
  public void rest() {
    probes.forEach(Probe::rest);
  }

  /** Whether the others do not matter. */
  private boolean isDecisive(ProbeResult outcome) {
    return outcome.isAsked() && outcome.healthy() == (require == Require.ANY);
  }

  private ProbeResult together(List<CompletableFuture<ProbeResult>> attempts) {
    List<ProbeResult> outcomes = attempts.stream().map(CompletableFuture::join).toList();
    Optional<ProbeResult> decided = outcomes.stream().filter(this::isDecisive).findFirst();
    if (decided.isPresent()) {
      return decided.get();
    }
    String reasons = outcomes.stream().map(ProbeResult::reason).collect(Collectors.joining("; "));
    if (!outcomes.stream().allMatch(ProbeResult::isAsked)) {
      return ProbeResult.notAsked(lack(outcomes)); // those that were asked decide nothing
    }
    if (require == Require.ALL) {
      return ProbeResult.success(reasons);
    }
    // All of ANY have failed; one that asks for patience might be answered as wanted later.
    boolean notNow = outcomes.stream().anyMatch(o -> o.kind() == ProbeResult.Kind.NOT_NOW);
    return notNow ? ProbeResult.notNow(reasons) : ProbeResult.failure(reasons);
  }

  private static String lack(List<ProbeResult> outcomes) {
    return outcomes.stream()
        .filter(outcome -> !outcome.isAsked())
        .map(ProbeResult::reason)
        .distinct()
        .collect(Collectors.joining("; "));
  }
}
