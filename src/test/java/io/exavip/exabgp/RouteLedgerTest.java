package io.exavip.exabgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouteLedgerTest {
  private static final String P = "10.1.0.5/32";
  private static final String Q = "10.1.0.6/32";
  private static final String ANNOUNCE = "announce route 10.1.0.5/32 next-hop self";
  private static final String WITHDRAW = "withdraw route 10.1.0.5/32 next-hop self";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> told = new ArrayList<>();
  private final RouteLedger ledger = new RouteLedger(new Notes());
  private long now;

  @Test
  void writesAWithdrawalAlsoWhenNothingWasAnnounced() {
    want(false);
    assertThat(ledger.next(now)).contains(WITHDRAW);
  }

  @Test
  void writesOnChangeOnly() {
    want(true);
    assertThat(ledger.next(now)).contains(ANNOUNCE);
    ledger.onDone();
    want(true);
    assertThat(ledger.next(now)).isEmpty();
    assertThat(ledger.isSettled()).isTrue();
  }

  @Test
  void keepsTheNextCommandOfARouteUntilTheLastIsAnswered() {
    want(true);
    ledger.next(now);
    want(false);
    assertThat(ledger.next(now)).isEmpty();
    ledger.onDone();
    assertThat(ledger.next(now)).contains(WITHDRAW);
  }

  @Test
  void writesTheNewestStateAloneWhenExaBgpDoesNotRead() {
    answered();
    want(false);
    assertThat(ledger.next(now)).contains(WITHDRAW);
    for (boolean announced : new boolean[] {true, false, true, false}) {
      now += 5 * SECOND;
      want(announced);
      ledger.expire(now);
      assertThat(ledger.next(now)).isEmpty();
    }
    ledger.onDone();
    assertThat(ledger.next(now)).isEmpty();
    assertThat(ledger.isSettled()).isTrue();
  }

  @Test
  void routesDoNotWaitForEachOther() {
    ledger.want(List.of(Routes.announced(P), Routes.announced(Q)));
    assertThat(ledger.next(now)).contains(ANNOUNCE);
    assertThat(ledger.next(now)).contains("announce route 10.1.0.6/32 next-hop self");
  }

  @Test
  void anErrorIsToldWithItsCommandAndRetriedLaterEachTime() {
    want(true);
    long[] delays = {1, 2, 4, 8, 16, 32, 60, 60};
    for (long delay : delays) {
      assertThat(ledger.next(now)).contains(ANNOUNCE);
      ledger.onError(now);
      assertThat(told).containsExactly("rejected " + ANNOUNCE + " " + delay);
      told.clear();
      assertThat(ledger.next(now + delay * SECOND - 1)).isEmpty();
      now += delay * SECOND;
    }
  }

  @Test
  void anErrorBelongsToTheOldestCommand() {
    ledger.want(List.of(Routes.announced(P), Routes.announced(Q)));
    ledger.next(now);
    ledger.next(now);
    ledger.onDone();
    ledger.onError(now);
    assertThat(told).containsExactly("rejected announce route 10.1.0.6/32 next-hop self 1");
  }

  @Test
  void aNewWishDoesNotWaitForTheRetryOfAnOldOne() {
    want(true);
    ledger.next(now);
    ledger.onError(now);
    want(false);
    assertThat(ledger.next(now)).contains(WITHDRAW);
  }

  @Test
  void withoutAnyAnswerItGoesOnAfterTwoSecondsWithOneWarning() {
    want(true);
    ledger.next(now);
    want(false);
    now += RouteLedger.ANSWER_NANOS;
    assertThat(ledger.expire(now)).isFalse();
    assertThat(told).containsExactly("no answers");
    assertThat(ledger.next(now)).contains(WITHDRAW);
    want(true);
    assertThat(ledger.next(now)).as("commands of one route are kept apart").isEmpty();
    now += RouteLedger.UNANSWERED_PACE_NANOS;
    assertThat(ledger.next(now)).contains(ANNOUNCE);
    now += 10 * SECOND;
    ledger.expire(now);
    assertThat(told).hasSize(1);
  }

  @Test
  void anExaBgpThatAnsweredBeforeIsAskedWhetherItLives() {
    answered();
    want(true);
    ledger.next(now);
    now += RouteLedger.ANSWER_NANOS;
    assertThat(ledger.expire(now)).isTrue();
    assertThat(told).containsExactly("unanswered " + ANNOUNCE);
  }

  @Test
  void aCommandThatALivingExaBgpNeverAnswersIsRepeated() {
    answered();
    want(true);
    ledger.next(now);
    now += RouteLedger.ANSWER_NANOS;
    ledger.expire(now);
    ledger.onAlive(now);
    now += RouteLedger.ANSWER_NANOS;
    ledger.expire(now);
    now += SECOND;
    assertThat(ledger.next(now)).contains(ANNOUNCE);
  }

  @Test
  void reannouncingWritesEveryRouteOnceMore() {
    want(true);
    ledger.next(now);
    ledger.onDone();
    ledger.reannounce();
    assertThat(ledger.next(now)).contains(ANNOUNCE);
    ledger.onDone();
    assertThat(ledger.next(now)).isEmpty();
  }

  @Test
  void newAttributesReplaceARoute() {
    want(true);
    ledger.next(now);
    ledger.onDone();
    ledger.want(List.of(Routes.announced(P, "65010 65010")));
    assertThat(ledger.next(now)).contains(ANNOUNCE + " as-path [ 65010 65010 ]");
  }

  private void want(boolean announced) {
    ledger.want(List.of(announced ? Routes.announced(P) : Routes.withdrawn(P)));
  }

  private void answered() {
    ledger.onAnswersGiven();
  }

  private final class Notes implements RouteLedger.Listener {
    @Override
    public void rejected(String command, long retryNanos) {
      told.add("rejected " + command + " " + retryNanos / SECOND);
    }

    @Override
    public void unanswered(String command) {
      told.add("unanswered " + command);
    }

    @Override
    public void surplus() {
      told.add("surplus");
    }

    @Override
    public void noAnswers() {
      told.add("no answers");
    }
  }
}
