package io.exavip.ping;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.time.ManualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Outcomes are handed on by a thread, which the tests wait for; the time of the probes is theirs.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PingRunTest {
  private static final long MILLI = Replies.MILLI;
  private static final long LONG_MILLIS = 30_000;

  private final ManualTimeline timeline = new ManualTimeline();
  private final List<CompletableFuture<Reply>> sent = new ArrayList<>();
  private final AtomicInteger answers = new AtomicInteger();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  @Test
  void outcomesAreToldInTheOrderOfTheStarts() throws InterruptedException {
    PingRun run = start(OptionalLong.of(3));
    timeline.advanceTo(1000 * MILLI);
    answer(2);
    answer(0);
    answer(1);
    run.awaitEnd();

    assertThat(told).containsExactly("ANSWER 0", "ANSWER 1", "ANSWER 2", "end, 0 under way");
  }

  @Test
  void aProbeThatHangsDelaysNoProbe() {
    start(OptionalLong.empty());
    timeline.advanceTo(1000 * MILLI);

    assertThat(sent).hasSize(11);
  }

  @Test
  void aCountIsOfProbesThatAreSent() throws InterruptedException {
    PingRun run = start(OptionalLong.of(2));
    timeline.advanceTo(50 * MILLI);
    timeline.freezeUntil(450 * MILLI);
    timeline.advanceTo(2000 * MILLI);
    answer(0);
    answer(1);
    run.awaitEnd();

    assertThat(told).containsExactly("ANSWER 0", "NOT_SENT 3", "ANSWER 1", "end, 0 under way");
  }

  @Test
  void aStopTellsWhatIsThereAndCountsWhatIsNot() throws InterruptedException {
    PingRun run = start(OptionalLong.empty());
    timeline.advanceTo(300 * MILLI);
    answer(1);
    answer(3);

    assertThat(run.stop(LONG_MILLIS)).isTrue();

    assertThat(told).containsExactly("ANSWER 1", "ANSWER 3", "end, 2 under way");
    timeline.advanceTo(1000 * MILLI);
    assertThat(sent).hasSize(4);
  }

  @Test
  void aStopAfterTheEndTellsNothingAgain() throws InterruptedException {
    PingRun run = start(OptionalLong.of(1));
    timeline.advanceTo(0);
    answer(0);
    run.awaitEnd();

    assertThat(run.stop(LONG_MILLIS)).isTrue();

    assertThat(told).containsExactly("ANSWER 0", "end, 0 under way");
  }

  @Test
  void whileNobodyReadsNoMoreThanTheLimitIsKeptAndTheRestIsCounted() throws InterruptedException {
    PingRun run = start(OptionalLong.of(PingRun.MAX_OPEN + 2));
    timeline.advanceTo(2L * PingRun.MAX_OPEN * 100 * MILLI);
    int open = sent.size();
    assertThat(open).isBetween(PingRun.MAX_OPEN, PingRun.MAX_OPEN + 1);

    for (int i = 0; i < open; i++) {
      answer(i);
    }
    while (answers.get() < open) {
      Thread.onSpinWait();
    }
    timeline.advanceTo((2L * PingRun.MAX_OPEN + 5) * 100 * MILLI);
    for (int i = open; i < sent.size(); i++) {
      answer(i);
    }
    run.awaitEnd();

    assertThat(sent).hasSize(PingRun.MAX_OPEN + 2);
    long notSent =
        told.stream()
            .filter(line -> line.startsWith("NOT_SENT "))
            .mapToLong(line -> Long.parseLong(line.substring("NOT_SENT ".length())))
            .sum();
    assertThat(notSent).isEqualTo(2L * PingRun.MAX_OPEN + 1 - open);
  }

  private PingRun start(OptionalLong count) {
    PingPlan plan =
        new PingPlan(
            PingLinesTest.PLAN.url(),
            false,
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            count,
            Optional.empty());
    PingRun.Listener listener =
        new PingRun.Listener() {
          @Override
          public void onReply(Reply reply) {
            boolean sent = reply.kind() != Reply.Kind.NOT_SENT;
            told.add(reply.kind() + " " + (sent ? reply.text() : reply.slots()));
            answers.addAndGet(sent ? 1 : 0);
          }

          @Override
          public void onEnd(long underWay) {
            told.add("end, " + underWay + " under way");
          }
        };
    PingRun run = new PingRun(timeline, plan, this::send, listener);
    run.start();
    return run;
  }

  private CompletableFuture<Reply> send() {
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    sent.add(reply);
    return reply;
  }

  private void answer(int number) {
    sent.get(number).complete(Replies.answer(Integer.toString(number), 0, 1));
  }
}
