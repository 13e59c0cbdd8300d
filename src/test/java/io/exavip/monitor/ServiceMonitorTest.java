package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Interval 1 s, fast interval 200 ms, confirm interval 2 ms, timeout 1 s, rise 3, fall 3, no
 * jitter, as far as not said.
 */
class ServiceMonitorTest {
  private final ServiceBench bench = new ServiceBench();

  @Test
  void decidesAtOnceAtTheFastIntervalAfterTheStart() {
    bench.start();
    bench.until(400);
    assertThat(bench.starts()).containsExactly(0L, 200L, 400L);
    assertThat(bench.commands()).containsExactly("400: announce 10.1.0.5/32");
  }

  @Test
  void withdrawsASickServiceAfterTheStartAlthoughNothingWasAnnounced() {
    bench.app(ServiceBench.App.REFUSING);
    bench.start();
    bench.until(400);
    assertThat(bench.commands()).containsExactly("4: withdraw 10.1.0.5/32");
  }

  @Test
  void startsProbesAtTheIntervalMeasuredFromStartToStart() {
    bench.up();
    bench.latency(150);
    bench.until(4000);
    assertThat(bench.starts()).containsExactly(0L, 200L, 400L, 1400L, 2400L, 3400L);
  }

  @Test
  void aSlowProbeNeverDelaysTheNext() {
    bench.up();
    bench.latency(900);
    bench.until(3300);
    assertThat(bench.starts()).contains(1400L, 1600L, 1800L, 2300L);
    assertThat(bench.state()).isEqualTo(Phase.UP);
  }

  @Test
  void aRefusedConnectionIsConfirmedAtTheConfirmInterval() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(2000);
    assertThat(bench.starts()).endsWith(1400L, 1402L, 1404L);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
  }

  @Test
  void aConfirmingProbeWaitsForTheOutcomeOfTheOneBefore() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.latency(30);
    bench.until(2000);
    assertThat(bench.starts()).endsWith(1400L, 1430L, 1460L);
    assertThat(bench.commands()).endsWith("1490: withdraw 10.1.0.5/32");
  }

  @Test
  void oneFailureAmongSuccessesCostsOneConfirmingProbe() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1400);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(3000);
    assertThat(bench.starts()).endsWith(400L, 1400L, 1402L, 2402L);
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.commands()).hasSize(1);
  }

  @Test
  void anAnswerThatAsksForPatienceIsConfirmedAtTheInterval() {
    bench.up();
    bench.app(ServiceBench.App.LIMITING);
    bench.until(3399);
    assertThat(bench.starts()).endsWith(1400L, 2400L);
    assertThat(bench.commands()).hasSize(1);
    bench.until(3400);
    assertThat(bench.commands()).endsWith("3400: withdraw 10.1.0.5/32");
  }

  @Test
  void aRateLimiterThatRefusesOneProbeChangesNothing() {
    bench.up();
    bench.app(ServiceBench.App.LIMITING);
    bench.until(1500);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(10_000);
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.commands()).hasSize(1);
  }

  @Test
  void aRefusedConnectionAfterAnAnswerThatAskedForPatienceIsConfirmedInHaste() {
    bench.up();
    bench.app(ServiceBench.App.LIMITING);
    bench.until(1500);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(3000);
    assertThat(bench.starts()).endsWith(1400L, 2400L, 2402L);
    assertThat(bench.commands()).endsWith("2402: withdraw 10.1.0.5/32");
  }

  @Test
  void anAppThatHangsAfterItAskedForPatienceIsFoundAsAnyThatHangs() {
    bench.up();
    bench.app(ServiceBench.App.LIMITING);
    bench.until(1500);
    bench.app(ServiceBench.App.HANGING);
    bench.until(3600);
    assertThat(bench.starts()).contains(2400L, 2600L);
    assertThat(bench.commands()).endsWith("3600: withdraw 10.1.0.5/32");
  }

  @Test
  void anAppThatAsksForPatienceFromTheStartIsWithdrawnByTheStartLimit() {
    bench.app(ServiceBench.App.LIMITING);
    bench.start();
    bench.until(5000);
    assertThat(bench.commands()).containsExactly("2000: withdraw 10.1.0.5/32");
  }

  @Test
  void anEventNamesTheRoutesThatChangeAlone() {
    bench.alsoAnnounces("10.1.0.6/32");
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(2000);
    assertThat(bench.commands())
        .containsExactly(
            "400: announce 10.1.0.5/32", "400: announce 10.1.0.6/32", "1404: withdraw 10.1.0.5/32");
  }

  @Test
  void twoShortagesWithAProbeBetweenThemDoNotAddUp() {
    bench.up();
    bench.app(ServiceBench.App.UNASKED);
    bench.until(40_000);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(42_000);
    bench.app(ServiceBench.App.UNASKED);
    bench.until(95_000);

    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.commands()).containsExactly("400: announce 10.1.0.5/32");
  }

  @Test
  void aServiceThatCannotBeAskedStaysAsItIsForAMinute() {
    bench.up();
    bench.app(ServiceBench.App.UNASKED);
    bench.until(61_000);
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.commands()).hasSize(1);
  }

  @Test
  void aServiceThatCannotBeAskedForMoreThanAMinuteIsWithdrawnAsItsAppMayBeDead() {
    bench.up();
    bench.app(ServiceBench.App.UNASKED);
    bench.until(62_000);
    assertThat(bench.commands()).endsWith("61400: withdraw 10.1.0.5/32");
    assertThat(bench.reasons()).endsWith("not probed for 60 s: no descriptors left");
  }

  @Test
  void aServiceWithdrawnAsItCouldNotBeAskedComesBackWithItsAnswers() {
    bench.up();
    bench.app(ServiceBench.App.UNASKED);
    bench.until(70_000);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(72_000);
    assertThat(bench.commands()).hasSize(3).last().asString().contains("announce");
  }

  @Test
  void whatCannotBeAskedIsAskedAtTheInterval() {
    bench.up();
    bench.app(ServiceBench.App.UNASKED);
    bench.until(4400);
    assertThat(bench.starts()).containsExactly(0L, 200L, 400L, 1400L, 2400L, 3400L, 4400L);
  }

  @Test
  void aFailureThatCannotBeConfirmedIsNoFailover() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1400);
    bench.app(ServiceBench.App.UNASKED);
    bench.until(30_000);
    assertThat(bench.starts()).contains(1400L, 1402L, 2402L, 3402L);
    assertThat(bench.commands()).hasSize(1);
  }

  @Test
  void aFailureIsConfirmedAsSoonAsTheAppCanBeAskedAgain() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1400);
    bench.app(ServiceBench.App.UNASKED);
    bench.until(3000);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(3500);
    assertThat(bench.commands()).endsWith("3404: withdraw 10.1.0.5/32");
  }

  @Test
  void aServiceThatCouldNeverBeAskedIsWithdrawnAtTheStartLimit() {
    bench.app(ServiceBench.App.UNASKED);
    bench.start();
    bench.until(6000);
    assertThat(bench.commands()).containsExactly("5000: withdraw 10.1.0.5/32");
  }

  @Test
  void aClosedIdleConnectionIsConfirmedAtOnce() {
    bench.up();
    bench.until(700);
    bench.app(ServiceBench.App.REFUSING);
    bench.hint();
    bench.until(704);
    assertThat(bench.starts()).endsWith(400L, 700L, 702L, 704L);
    assertThat(bench.commands()).endsWith("704: withdraw 10.1.0.5/32");
  }

  @Test
  void aKeepAliveTimeoutChangesNothing() {
    bench.up();
    int events = bench.reasons().size();
    bench.until(700);
    bench.hint();
    bench.until(1699);
    assertThat(bench.starts()).endsWith(400L, 700L);
    assertThat(bench.reasons().subList(events, bench.reasons().size())).containsExactly("ok");
    assertThat(bench.commands()).hasSize(1);
    bench.until(1700);
    assertThat(bench.starts()).endsWith(700L, 1700L);
  }

  @Test
  void theProbeUnderWayCountsBesideTheOneThatAHintStarts() {
    bench.up();
    bench.latency(150);
    bench.until(1450); // the probe of 1400 is under way
    bench.app(ServiceBench.App.REFUSING);
    bench.hint();
    bench.until(1900);
    assertThat(bench.starts()).startsWith(0L, 200L, 400L, 1400L, 1450L);
    assertThat(bench.reasons()).containsSubsequence("ok", "ok", "ok", "ok", "connection refused");
  }

  @Test
  void theExtraProbesAreBounded() {
    bench.up();
    long before = bench.starts().size();
    for (long at = 401; at <= 60_400; at++) {
      bench.hint();
      bench.until(at);
    }
    long scheduled = 60;
    long extra = bench.starts().size() - before - scheduled;
    assertThat(extra).isBetween(1L, 60L + ProbeBudget.CAPACITY);
  }

  @Test
  void aHintWithoutBudgetIsFollowedAsSoonAsThereIsSome() {
    bench.up();
    for (int i = 0; i < ProbeBudget.CAPACITY; i++) {
      bench.until(500 + i);
      bench.hint();
    }
    bench.until(600);
    bench.app(ServiceBench.App.REFUSING);
    bench.hint();
    bench.until(1504);
    assertThat(bench.starts()).endsWith(500L, 501L, 502L, 1500L, 1502L, 1504L);
  }

  @Test
  void aHintIsOfNoInterestWhileProbesFollowEachOtherAnyway() {
    bench.start();
    bench.until(50);
    bench.hint(); // rising
    bench.until(400);
    assertThat(bench.starts()).containsExactly(0L, 200L, 400L);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1500);
    bench.hint(); // down
    bench.until(2000);
    assertThat(bench.starts()).endsWith(1400L, 1402L, 1404L);
  }

  @Test
  void theTripwireIsLetGoWhenTheServiceIsDisabledOrStopped() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.up();
    bench.disableFile(FileLook.Kind.FILE);
    bench.until(1400);
    assertThat(bench.rests()).isEqualTo(1);
    bench.stop();
    assertThat(bench.rests()).isEqualTo(2);
  }

  @Test
  void aHangIsKnownWithinIntervalPlusTimeoutPlusFallMinusOneFastIntervals() {
    bench.up(); // the last good probe was started at 400 ms
    bench.app(ServiceBench.App.HANGING);
    bench.until(5000);
    assertThat(bench.commands()).endsWith("2800: withdraw 10.1.0.5/32");
  }

  @Test
  void probesOfAHangingServiceThatIsDownFollowTheIntervalAgain() {
    bench.up();
    bench.app(ServiceBench.App.HANGING);
    bench.until(2800);
    long launched = bench.starts().size();
    bench.until(7800);
    assertThat(bench.starts().size() - launched).isEqualTo(5);
  }

  @Test
  void outcomesCountInTheOrderOfTheStarts() {
    bench.up();
    bench.app(ServiceBench.App.HANGING);
    bench.until(1450); // the probe of 1400 hangs
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(2350); // the probes of 1600 and later have succeeded, but their turn is not yet
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.reasons()).doesNotContain("timeout");
    bench.until(2400);
    assertThat(bench.reasons()).endsWith("timeout", "ok", "ok");
    assertThat(bench.state()).isEqualTo(Phase.UP);
  }

  @Test
  void anUndecidedServiceIsWithdrawnAtTheStartLimit() {
    bench.app(ServiceBench.App.FLAPPING);
    bench.start();
    bench.until(4999);
    assertThat(bench.commands()).isEmpty();
    bench.until(5000);
    assertThat(bench.commands()).containsExactly("5000: withdraw 10.1.0.5/32");
  }

  @Test
  void theStartLimitCountsFromTheStartOfTheProcess() {
    bench.processAge(2000);
    bench.app(ServiceBench.App.FLAPPING);
    bench.start();
    bench.until(2999);
    assertThat(bench.commands()).isEmpty();
    bench.until(3000);
    assertThat(bench.commands()).containsExactly("3000: withdraw 10.1.0.5/32");
  }

  @Test
  void aHealthyAppIsAskedHoweverLongTheStartTook() {
    bench.processAge(3_600_000);
    bench.latency(990); // as slow as its timeout allows
    bench.start();
    bench.until(20_000);
    assertThat(bench.commands()).containsExactly("1390: announce 10.1.0.5/32");
  }

  @Test
  void anAppThatDoesNotAnswerAfterALongStartIsWithdrawnAtHalfTheLimit() {
    bench.processAge(3_600_000);
    bench.app(ServiceBench.App.FLAPPING);
    bench.start();
    bench.until(20_000);
    assertThat(bench.commands()).containsExactly("2500: withdraw 10.1.0.5/32");
  }

  @Test
  void anAppThatCannotBeAskedForAWhileAfterALongStartHasTheWholeLimit() {
    bench.processAge(3_600_000);
    bench.keepsUp(false);
    bench.start();
    bench.until(4300);
    bench.keepsUp(true);
    bench.until(20_000);
    assertThat(bench.commands()).containsExactly("4710: announce 10.1.0.5/32");
  }

  @Test
  void theTimeInWhichAHealthyAppWaitsForItsTurnIsNotTakenFromTheStartLimit() {
    bench.start();
    bench.until(300);
    bench.keepsUp(false);
    bench.until(12_000);
    assertThat(bench.commands()).isEmpty();
    bench.keepsUp(true);
    bench.until(13_000);
    assertThat(bench.commands()).containsExactly("12010: announce 10.1.0.5/32");
  }

  @Test
  void noServiceWaitsForMoreThanHalfAMinuteUndecided() {
    bench.start();
    bench.until(300);
    bench.keepsUp(false);
    bench.until(40_000);
    assertThat(bench.commands()).containsExactly("30000: withdraw 10.1.0.5/32");
    assertThat(bench.reasons()).endsWith("no decision within 30000 ms");
  }

  @Test
  void anAppThatHasFailedOnceHasTheTimeThatItWaitedAsWell() {
    bench.app(ServiceBench.App.LIMITING);
    bench.start();
    bench.until(300);
    bench.app(ServiceBench.App.HEALTHY);
    bench.keepsUp(false);
    bench.until(12_000);
    assertThat(bench.commands()).isEmpty();
    bench.keepsUp(true);
    bench.until(13_000);
    assertThat(bench.commands()).hasSize(1).last().asString().contains("announce");
  }

  @Test
  void aLongStartDoesNotMakeADisableFileThatIsNotAnsweredYetAbsent() {
    bench.processAge(3_600_000);
    bench.disableFile(FileLook.Kind.FILE);
    bench.filesHang();
    bench.start();
    bench.until(4999);
    assertThat(bench.commands()).isEmpty();
    bench.filesAnswer();
    bench.until(20_000);
    assertThat(bench.commands()).containsExactly("4999: withdraw 10.1.0.5/32");
  }

  @Test
  void aServiceThatComesBackIsHeldDown() {
    bench.holdDown(Duration.ofSeconds(10));
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1800);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(11403);
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
    bench.until(11404);
    assertThat(bench.commands()).endsWith("11404: announce 10.1.0.5/32");
  }

  @Test
  void aServiceThatFailsAgainDuringTheHoldDownStaysWithdrawn() {
    bench.holdDown(Duration.ofSeconds(10));
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1800);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(6000);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(20000);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
  }

  @Test
  void theHoldDownDoesNotEndWhileProbesFail() {
    heldDownUntil11404();
    bench.latency(250);
    bench.app(ServiceBench.App.REFUSING); // the third failure is in at 11454
    bench.until(20_000);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
  }

  @Test
  void aHoldDownThatWasOverWhileProbesFailedEndsWithTheFirstThatSucceeds() {
    heldDownUntil11404();
    bench.latency(250);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(11_200);
    bench.app(ServiceBench.App.HEALTHY); // the probe of 11204 is good
    bench.until(20_000);
    assertThat(bench.commands()).endsWith("11454: announce 10.1.0.5/32");
  }

  @Test
  void theHoldDownDoesNotEndWhileAProbeIsLate() {
    heldDownUntil11404();
    bench.app(ServiceBench.App.HANGING);
    bench.until(20_000);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
  }

  /** The app has come back; the next probe is due at 10,804 ms. */
  private void heldDownUntil11404() {
    bench.holdDown(Duration.ofSeconds(10));
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1800);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(10_500);
    assertThat(bench.state()).isEqualTo(Phase.UP);
  }

  @Test
  void theFirstIntervalAfterADecisionIsARandomPartSoThatServicesAreNotProbedInStep() {
    bench.jitter(0, 0.25);
    bench.up();
    bench.until(3200);
    assertThat(bench.starts()).endsWith(400L, 1150L, 2150L, 3150L);
  }

  @Test
  void jitterOnlyShortensTheInterval() {
    bench.jitter(10, 0.5);
    bench.up();
    bench.until(2400);
    assertThat(bench.starts()).endsWith(400L, 875L, 1825L);
  }

  @Test
  void aStandstillOfTheProgramIsNotFollowedByABurst() {
    bench.up();
    bench.freezeUntil(60_000);
    bench.until(60_900);
    assertThat(bench.starts().stream().filter(at -> at >= 60_000)).containsExactly(60_000L);
  }

  @Test
  void eventsTellCountsAndTheVerdictsNeed() {
    bench.app(ServiceBench.App.REFUSING);
    bench.start();
    bench.until(400);
    assertThat(bench.counts()).isEqualTo(List.of("1/3", "2/3", "3/3"));
  }

  @Test
  void aListenerThatFailsStopsNothing() {
    bench.up();
    bench.listenerFailsOnce();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(2000);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
  }

  @Test
  void aProbeThatThrowsHasFailedAndIsFollowedByTheNext() {
    bench.up();
    bench.app(ServiceBench.App.THROWING);
    bench.until(2000);
    assertThat(bench.starts()).endsWith(1400L, 1402L, 1404L);
    assertThat(bench.commands()).endsWith("1404: withdraw 10.1.0.5/32");
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(4000);
    assertThat(bench.commands()).endsWith("2804: announce 10.1.0.5/32");
  }

  @Test
  void aServiceThatIsLookedAtIsWell() {
    bench.up();
    bench.until(60_000);
    assertThat(bench.isWell()).isTrue();
    bench.app(ServiceBench.App.HANGING);
    bench.until(120_000);
    assertThat(bench.isWell()).isTrue();
  }

  @Test
  void aServiceThatIsNotLookedAtForLongIsNotWell() {
    bench.up();
    bench.freezeUntil(20_000);
    assertThat(bench.isWell()).isFalse();
    bench.until(20_000);
    assertThat(bench.isWell()).isTrue();
  }

  @Test
  void aStoppedServiceIsWell() {
    bench.up();
    bench.stop();
    bench.until(120_000);
    assertThat(bench.isWell()).isTrue();
  }
}
