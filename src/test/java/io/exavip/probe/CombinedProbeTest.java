package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CombinedProbeTest {
  private static final ProbeResult GOOD = ProbeResult.success("good");
  private static final ProbeResult BAD = ProbeResult.failure("bad");
  private static final ProbeResult UNASKED = ProbeResult.notAsked("no descriptors left");

  private final CompletableFuture<ProbeResult> first = new CompletableFuture<>();
  private final CompletableFuture<ProbeResult> second = new CompletableFuture<>();

  @Test
  void allNeedsEverySuccess() {
    CompletableFuture<ProbeResult> result = start(Require.ALL);

    first.complete(GOOD);
    assertThat(result).isNotDone();
    second.complete(ProbeResult.success("better"));

    assertThat(result).isCompletedWithValue(ProbeResult.success("good; better"));
  }

  @Test
  void allFailsWithTheFirstFailureAndItsReason() {
    CompletableFuture<ProbeResult> result = start(Require.ALL);

    second.complete(BAD);

    assertThat(result).isCompletedWithValue(BAD);
  }

  @Test
  void whereOneOfAllCouldNotBeAskedTheOthersSuccessDecidesNothing() {
    CompletableFuture<ProbeResult> result = start(Require.ALL);

    first.complete(UNASKED);
    assertThat(result).isNotDone();
    second.complete(GOOD);

    assertThat(result).isCompletedWithValue(UNASKED);
  }

  @Test
  void whereOneOfAllCouldNotBeAskedTheOthersFailureDecides() {
    CompletableFuture<ProbeResult> result = start(Require.ALL);

    first.complete(UNASKED);
    second.complete(BAD);

    assertThat(result).isCompletedWithValue(BAD);
  }

  @Test
  void whereOneOfAnyCouldNotBeAskedOnlyASuccessDecides() {
    CompletableFuture<ProbeResult> result = start(Require.ANY);
    first.complete(UNASKED);
    second.complete(BAD);
    assertThat(result).isCompletedWithValue(UNASKED);
  }

  @Test
  void aHintOfAnyPartIsAHintOfTheWhole() {
    List<Runnable> parts = new ArrayList<>();
    AtomicInteger hints = new AtomicInteger();
    Probe hinting =
        new Probe() {
          @Override
          public CompletableFuture<ProbeResult> start() {
            return first;
          }

          @Override
          public void onHint(Runnable hint) {
            parts.add(hint);
          }
        };
    new CombinedProbe(List.of(hinting, () -> second, hinting), Require.ALL)
        .onHint(hints::incrementAndGet);

    parts.forEach(Runnable::run);

    assertThat(hints).hasValue(2);
  }

  @Test
  void whatIsDecidedCancelsTheRest() {
    start(Require.ALL);

    second.complete(BAD);

    assertThat(first).isCancelled();
  }

  @Test
  void anySucceedsWithTheFirstSuccessAndItsReason() {
    CompletableFuture<ProbeResult> result = start(Require.ANY);

    second.complete(GOOD);

    assertThat(result).isCompletedWithValue(GOOD);
    assertThat(first).isCancelled();
  }

  @Test
  void anyFailsOnceEveryCheckHasFailedAndNamesEveryReason() {
    CompletableFuture<ProbeResult> result = start(Require.ANY);

    first.complete(BAD);
    assertThat(result).isNotDone();
    second.complete(ProbeResult.failure("worse"));

    assertThat(result).isCompletedWithValue(ProbeResult.failure("bad; worse"));
  }

  @Test
  void reasonsStandInTheOrderOfTheChecks() {
    CompletableFuture<ProbeResult> result = start(Require.ANY);

    second.complete(ProbeResult.failure("second"));
    first.complete(ProbeResult.failure("first"));

    assertThat(result).isCompletedWithValue(ProbeResult.failure("first; second"));
  }

  @Test
  void cancellingCancelsEveryAttempt() {
    start(Require.ALL).cancel(true);

    assertThat(first).isCancelled();
    assertThat(second).isCancelled();
  }

  @Test
  void checksAreStartedTogether() {
    CompletableFuture<Void> started = new CompletableFuture<>();
    Probe late =
        () -> {
          started.complete(null);
          return second;
        };

    new CombinedProbe(List.of(() -> first, late), Require.ALL).start();

    assertThat(started).isDone();
  }

  private CompletableFuture<ProbeResult> start(Require require) {
    return new CombinedProbe(List.of(() -> first, () -> second), require).start();
  }

  @Test
  void ofAnyOneThatAsksForPatienceMakesTheFailureOfAllOneThatDoes() {
    CompletableFuture<ProbeResult> result = start(Require.ANY);
    first.complete(ProbeResult.notNow("HTTP 429"));
    second.complete(BAD);

    assertThat(result).isCompletedWithValue(ProbeResult.notNow("HTTP 429; bad"));
  }
}
