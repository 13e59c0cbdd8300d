package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RouteCommandsTest {
  private static final String P = "10.1.0.5/32";
  private static final String Q = "10.1.0.6/32";
  private static final String ANNOUNCE = "announce route 10.1.0.5/32 next-hop self";
  private static final String WITHDRAW = "withdraw route 10.1.0.5/32 next-hop self";
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final List<String> told = new ArrayList<>();
  private final RouteCommands commands = new RouteCommands(new Notes());
  private long now;

  @Test
  void writesAWithdrawalAlsoWhenNothingWasAnnounced() {
    want(false);
    assertThat(commands.next(now)).contains(WITHDRAW);
  }

  @Test
  void writesOnChangeOnly() {
    want(true);
    assertThat(commands.next(now)).contains(ANNOUNCE);
    commands.onDone(now);
    want(true);
    assertThat(commands.next(now)).isEmpty();
    assertThat(commands.isSettled()).isTrue();
  }

  @Test
  void keepsTheNextCommandOfARouteUntilTheLastIsAnswered() {
    want(true);
    commands.next(now);
    want(false);
    assertThat(commands.next(now)).isEmpty();
    commands.onDone(now);
    assertThat(commands.next(now)).contains(WITHDRAW);
  }

  @Test
  void writesTheNewestStateAloneWhenExaBgpDoesNotRead() {
    answered();
    want(false);
    assertThat(commands.next(now)).contains(WITHDRAW);
    for (boolean announced : new boolean[] {true, false, true, false}) {
      now += 5 * SECOND;
      want(announced);
      commands.expire(now);
      assertThat(commands.next(now)).isEmpty();
    }
    commands.onDone(now);
    assertThat(commands.next(now)).isEmpty();
    assertThat(commands.isSettled()).isTrue();
  }

  @Test
  void routesDoNotWaitForEachOther() {
    commands.want(List.of(Routes.announced(P), Routes.announced(Q)), now);
    assertThat(commands.next(now)).contains(ANNOUNCE);
    assertThat(commands.next(now)).contains("announce route 10.1.0.6/32 next-hop self");
  }

  @Test
  void anErrorIsToldWithItsCommandAndRetriedLaterEachTime() {
    want(true);
    long[] delays = {1, 2, 4, 8, 16, 32, 60, 60};
    for (long delay : delays) {
      assertThat(commands.next(now)).contains(ANNOUNCE);
      commands.onError(now);
      assertThat(told).containsExactly("rejected " + ANNOUNCE + " " + delay);
      told.clear();
      assertThat(commands.next(now + delay * SECOND - 1)).isEmpty();
      now += delay * SECOND;
    }
  }

  @Test
  void anErrorBelongsToTheOldestCommand() {
    commands.want(List.of(Routes.announced(P), Routes.announced(Q)), now);
    commands.next(now);
    commands.next(now);
    commands.onDone(now);
    commands.onError(now);
    assertThat(told)
        .containsExactly(
            "taken " + ANNOUNCE + " 0", "rejected announce route 10.1.0.6/32 next-hop self 1");
  }

  @Test
  void aNewWishDoesNotWaitForTheRetryOfAnOldOne() {
    want(true);
    commands.next(now);
    commands.onError(now);
    want(false);
    assertThat(commands.next(now)).contains(WITHDRAW);
  }

  @Test
  void withoutAnyAnswerItGoesOnAfterTwoSecondsWithOneWarning() {
    want(true);
    commands.next(now);
    want(false);
    now += RouteCommands.ANSWER_NANOS;
    assertThat(commands.expire(now)).isFalse();
    assertThat(told).containsExactly("no answers");
    assertThat(commands.next(now)).contains(WITHDRAW);
    want(true);
    assertThat(commands.next(now)).as("commands of one route are kept apart").isEmpty();
    now += RouteCommands.UNANSWERED_PACE_NANOS;
    assertThat(commands.next(now)).contains(ANNOUNCE);
    now += 10 * SECOND;
    commands.expire(now);
    assertThat(told).hasSize(1);
  }

  @Test
  void anExaBgpThatAnsweredBeforeIsAskedWhetherItLives() {
    answered();
    want(true);
    commands.next(now);
    now += RouteCommands.ANSWER_NANOS;
    assertThat(commands.expire(now)).isTrue();
    assertThat(told).containsExactly("unanswered " + ANNOUNCE);
  }

  @Test
  void aCommandThatALivingExaBgpNeverAnswersIsRepeated() {
    answered();
    want(true);
    commands.next(now);
    now += RouteCommands.ANSWER_NANOS;
    commands.expire(now);
    commands.onAlive(now);
    now += RouteCommands.ANSWER_NANOS;
    commands.expire(now);
    now += SECOND;
    assertThat(commands.next(now)).contains(ANNOUNCE);
  }

  @Test
  void reannouncingWritesEveryRouteOnceMore() {
    want(true);
    commands.next(now);
    commands.onDone(now);
    commands.reannounce();
    assertThat(commands.next(now)).contains(ANNOUNCE);
    commands.onDone(now);
    assertThat(commands.next(now)).isEmpty();
  }

  @Test
  void newAttributesReplaceARoute() {
    want(true);
    commands.next(now);
    commands.onDone(now);
    commands.want(List.of(Routes.announced(P, "65010 65010")), now);
    assertThat(commands.next(now)).contains(ANNOUNCE + " as-path [ 65010 65010 ]");
  }

  @Test
  void tellsHowLongAWantedRouteWasNotTakenYet() {
    want(true);
    commands.next(now);
    now += SECOND;
    commands.onDone(now);
    assertThat(told).containsExactly("taken " + ANNOUNCE + " 1");
  }

  @Test
  void countsFromTheDecisionAlsoWhereExaBgpRefusedItFirst() {
    want(true);
    commands.next(now);
    commands.onError(now);
    now += SECOND;
    commands.next(now);
    commands.onDone(now);
    assertThat(told).containsExactly("rejected " + ANNOUNCE + " 1", "taken " + ANNOUNCE + " 1");
  }

  @Test
  void aRouteThatIsWrittenOnceMoreIsNotToldOf() {
    want(true);
    commands.next(now);
    commands.onDone(now);
    told.clear();
    commands.reannounce();
    commands.next(now);
    commands.onDone(now);
    assertThat(told).isEmpty();
  }

  @Test
  void aRouteThatIsWantedOtherwiseByNowIsNotToldOf() {
    want(true);
    commands.next(now);
    want(false);
    commands.onDone(now);
    assertThat(told).isEmpty();
  }

  @Test
  void withoutAnswersNothingIsSaidToBeTaken() {
    want(true);
    commands.next(now);
    now += RouteCommands.ANSWER_NANOS;
    commands.expire(now);
    assertThat(told).containsExactly("no answers");
  }

  @Test
  void inAnotherDialectEverythingIsWrittenOnceMoreAndAtOnce() {
    want(true);
    commands.next(now);
    commands.onError(now);
    commands.dialect(Dialect.PEER_FIRST);
    assertThat(commands.next(now)).contains("peer * " + ANNOUNCE);
    commands.onDone(now);
    commands.dialect(Dialect.PEER_FIRST);
    assertThat(commands.next(now)).isEmpty();
  }

  @Test
  void anErrorThatBelongsToNoCommandPutsAllInDoubt() {
    want(true);
    commands.next(now);
    commands.onDone(now);
    commands.onError(now);
    assertThat(told).endsWith("surplus");
    assertThat(commands.next(now)).contains(ANNOUNCE);
  }

  @Test
  void afterACommandWasTakenTheNextRefusalIsTheFirstAgain() {
    want(true);
    commands.next(now);
    commands.onError(now);
    now += SECOND;
    commands.next(now);
    commands.onDone(now);
    want(false);
    commands.next(now);
    commands.onError(now);
    assertThat(told).endsWith("rejected " + WITHDRAW + " 1");
  }

  @Test
  void anAnswerShowsThatTheOthersMayYetCome() {
    answered();
    commands.want(List.of(Routes.announced(P), Routes.announced(Q)), now);
    commands.next(now);
    commands.next(now);
    now += RouteCommands.ANSWER_NANOS;
    commands.expire(now);
    commands.onAlive(now);
    now += SECOND;
    commands.onDone(now);
    told.clear();
    now += SECOND;
    commands.expire(now); // would have given up on both by now
    assertThat(told).noneMatch(line -> line.startsWith("rejected"));
  }

  private void want(boolean announced) {
    commands.want(List.of(announced ? Routes.announced(P) : Routes.withdrawn(P)), now);
  }

  private void answered() {
    commands.onAnswersGiven();
  }

  private final class Notes implements RouteCommands.Listener {
    @Override
    public void taken(Route route, long nanos) {
      told.add("taken " + CommandText.of(route, Dialect.ACTION_FIRST) + " " + nanos / SECOND);
    }

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
