package io.exavip.exabgp.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The two questions, and what decides. */
class GreetingTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final Answer.Version V4 = new Answer.Version("4.2.21", Dialect.ACTION_FIRST);
  private static final Answer.Version V6 = new Answer.Version("6.0.0", Dialect.PEER_FIRST);

  private final Greeting greeting = new Greeting();

  @Test
  void isOverAsSoonAsAVersionIsRead() {
    assertThat(greeting.next(0)).contains(" version");
    assertThat(greeting.isOver(MILLI)).isFalse();
    greeting.onVersion(V4, MILLI);
    assertThat(greeting.isOver(MILLI)).isTrue();
    assertThat(greeting.next(MILLI)).isEmpty();
  }

  @Test
  void anErrorDecidesNothingButHasTheOtherQuestionAsked() {
    greeting.next(0);
    assertThat(greeting.takesError(MILLI)).isTrue();
    assertThat(greeting.isKnown()).isFalse();
    assertThat(greeting.next(MILLI)).contains(" system version");
  }

  @Test
  void silenceHasTheOtherQuestionAskedToo() {
    greeting.next(0);
    assertThat(greeting.next(249 * MILLI)).isEmpty();
    assertThat(greeting.next(250 * MILLI)).contains(" system version");
  }

  @Test
  void routesWaitTwoSecondsAtMost() {
    greeting.next(0);
    greeting.next(250 * MILLI);
    assertThat(greeting.isOver(1999 * MILLI)).isFalse();
    assertThat(greeting.isOver(2000 * MILLI)).isTrue();
    assertThat(greeting.isKnown()).isFalse();
  }

  @Test
  void whereNoVersionWasReadItIsAskedForAgainLaterEachTime() {
    int questions = 0;
    for (long now = 0; now < 600_000 * MILLI; now += 10 * MILLI) {
      questions += greeting.next(now).isPresent() ? 1 : 0;
    }
    assertThat(questions).isBetween(20, 40);
  }

  @Test
  void aVersionThatIsReadLateStillDecides() {
    greeting.next(0);
    greeting.takesError(0);
    greeting.next(0);
    greeting.onVersion(V6, 5000 * MILLI);
    assertThat(greeting.isKnown()).isTrue();
  }

  @Test
  void aRefusedCommandHasTheVersionAskedForAgain() {
    greeting.next(0);
    greeting.onVersion(V6, 0);
    greeting.doubt();
    assertThat(greeting.next(1000 * MILLI)).contains(" system version");
  }

  @Test
  void manyRefusedCommandsAskOnce() {
    greeting.next(0);
    greeting.onVersion(V4, 0);
    int questions = 0;
    for (int i = 0; i < 1000; i++) {
      greeting.doubt();
      questions += greeting.next(1000 * MILLI).isPresent() ? 1 : 0;
    }
    assertThat(questions).isOne();
  }

  @Test
  void theDoneOfAVersionIsItsOwnAndTheNextIsNot() {
    greeting.next(0);
    greeting.onVersion(V4, 0);
    assertThat(greeting.takesDone()).isTrue();
    assertThat(greeting.takesDone()).isFalse();
  }

  @Test
  void anErrorThatComesLongAfterTheQuestionIsACommands() {
    greeting.next(0);
    assertThat(greeting.takesError(3000 * MILLI)).isFalse();
  }

  @Test
  void theSecondQuestionHasTheWholeTimeForItsAnswer() {
    greeting.next(0);
    greeting.next(250 * MILLI);
    assertThat(greeting.idleNanos(250 * MILLI)).isEqualTo(1750 * MILLI);
    assertThat(greeting.next(2249 * MILLI)).isEmpty();
    assertThat(greeting.takesError(2249 * MILLI)).isTrue();
  }

  @Test
  void saysWhenTheNextQuestionIsDue() {
    assertThat(greeting.idleNanos(0)).isZero();
    greeting.next(0);
    assertThat(greeting.idleNanos(50 * MILLI)).isEqualTo(200 * MILLI);
    greeting.onVersion(V4, 100 * MILLI);
    assertThat(greeting.idleNanos(100 * MILLI)).isEqualTo(Long.MAX_VALUE);
    greeting.doubt();
    assertThat(greeting.idleNanos(300 * MILLI)).isEqualTo(800 * MILLI);
    assertThat(greeting.next(1099 * MILLI)).isEmpty();
    assertThat(greeting.next(1100 * MILLI)).isPresent();
  }

  @Test
  void aVersionIsNewsOnlyWhereItIsNotTheLastOne() {
    greeting.next(0);
    assertThat(greeting.onVersion(V4, 0)).isTrue();
    assertThat(greeting.onVersion(V4, 0)).isFalse();
    assertThat(greeting.onVersion(V6, 0)).isTrue();
  }

  @Test
  void afterAVersionNoErrorIsTheQuestions() {
    greeting.next(0);
    greeting.onVersion(V4, 0);
    assertThat(greeting.takesError(MILLI)).isFalse();
  }

  @Test
  void anErrorIsTheQuestionsUntilItsTimeIsOver() {
    greeting.next(0);
    assertThat(greeting.takesError(1999 * MILLI)).isTrue();
    Greeting other = new Greeting();
    other.next(0);
    assertThat(other.takesError(2000 * MILLI)).isFalse();
  }
}
