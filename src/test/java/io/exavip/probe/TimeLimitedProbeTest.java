package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ThreadTimeline;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitedProbeTest {
  private final ThreadTimeline timeline =
      new ThreadTimeline("time-limited-probe-test", error -> error.printStackTrace());

  @AfterEach
  void stop() {
    timeline.close();
  }

  @Test
  void anOutcomeInTimeIsPassedOn() {
    ProbeResult fine = ProbeResult.success("fine");

    assertThat(run(() -> CompletableFuture.completedFuture(fine))).isEqualTo(fine);
  }

  @Test
  void anAttemptThatNeverEndsIsATimeout() {
    assertThat(run(CompletableFuture::new)).isEqualTo(ProbeResult.failure(Prober.TIMEOUT));
  }

  @Test
  void anAttemptThatIsOutOfTimeIsCancelled() {
    CompletableFuture<ProbeResult> attempt = new CompletableFuture<>();

    run(() -> attempt);

    Eventually.until("the attempt is cancelled", attempt::isCancelled);
  }

  @Test
  void aProbeThatThrowsHasFailedForThatReason() {
    ProbeResult result =
        run(
            () -> {
              throw new IllegalStateException("out of order");
            });

    assertThat(result).isEqualTo(ProbeResult.failure("IllegalStateException: out of order"));
  }

  @Test
  void aProbeThatThrowsAnErrorHasFailedForThatReason() {
    ProbeResult result =
        run(
            () -> {
              throw new StackOverflowError();
            });

    assertThat(result.healthy()).isFalse();
    assertThat(result.reason()).contains("StackOverflowError");
  }

  @Test
  void anAttemptThatEndsByAnExceptionHasFailedForItsReason() {
    ProbeResult result =
        run(() -> CompletableFuture.failedFuture(new UnknownHostException("www.example.com")));

    assertThat(result).isEqualTo(ProbeResult.failure("name does not resolve: www.example.com"));
  }

  @Test
  void cancellingCancelsTheAttempt() {
    CompletableFuture<ProbeResult> attempt = new CompletableFuture<>();
    Probe probe = new TimeLimitedProbe(() -> attempt, Prober.AMPLE, Runnable::run, timeline);

    probe.start().cancel(true);

    assertThat(attempt).isCancelled();
  }

  @Test
  void attemptsDoNotDependOnEachOther() {
    CompletableFuture<ProbeResult> hangs = new CompletableFuture<>();
    Probe probe = new TimeLimitedProbe(() -> hangs, Prober.SHORT, Runnable::run, timeline);

    CompletableFuture<ProbeResult> first = probe.start();
    CompletableFuture<ProbeResult> second = probe.start();

    assertThat(first.orTimeout(5, TimeUnit.MINUTES).join().reason()).isEqualTo(Prober.TIMEOUT);
    assertThat(second.orTimeout(5, TimeUnit.MINUTES).join().healthy()).isFalse();
  }

  private ProbeResult run(Probe probe) {
    return new TimeLimitedProbe(probe, Prober.SHORT, Runnable::run, timeline)
        .start()
        .orTimeout(5, TimeUnit.MINUTES)
        .join();
  }

  @Test
  void anAnswerThatHadArrivedBeforeTheTimeWasUpCountsAlthoughItIsReadLater() {
    ProbeResult fine = ProbeResult.success("fine");
    CompletableFuture<ProbeResult> attempt = new CompletableFuture<>();
    Probe probe =
        new TimeLimitedProbe(
            () -> attempt,
            Prober.SHORT,
            then -> { // the event loops go round, and read the answer
              attempt.complete(fine);
              then.run();
            },
            timeline);

    assertThat(probe.start().orTimeout(60, TimeUnit.SECONDS).join()).isEqualTo(fine);
  }

  @Test
  void eventLoopsThatStandStillAreNotWaitedFor() {
    Probe probe = new TimeLimitedProbe(CompletableFuture::new, Prober.SHORT, then -> {}, timeline);

    assertThat(probe.start().orTimeout(60, TimeUnit.SECONDS).join())
        .isEqualTo(ProbeResult.failure(Prober.TIMEOUT));
  }
}
