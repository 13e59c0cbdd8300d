package io.exavip.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Interval 1 s, fast interval 200 ms, timeout 1 s, rise 3, fall 3, no jitter, as far as not said.
 */
class WatchedServiceTest {
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
    assertThat(bench.commands()).containsExactly("400: withdraw 10.1.0.5/32");
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
    assertThat(bench.starts()).contains(1400L, 1600L, 1800L, 2000L, 2200L);
    assertThat(bench.state()).isEqualTo(State.UP);
  }

  @Test
  void aRefusedConnectionIsConfirmedAtTheFastInterval() {
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(2000);
    assertThat(bench.starts()).endsWith(1400L, 1600L, 1800L);
    assertThat(bench.commands()).endsWith("1800: withdraw 10.1.0.5/32");
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
    assertThat(bench.state()).isEqualTo(State.UP);
    assertThat(bench.reasons()).doesNotContain("timeout");
    bench.until(2400);
    assertThat(bench.reasons()).endsWith("timeout", "ok", "ok", "ok", "ok", "ok");
    assertThat(bench.state()).isEqualTo(State.UP);
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
  void aServiceThatComesBackIsHeldDown() {
    bench.holdDown(Duration.ofSeconds(10));
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1800);
    bench.app(ServiceBench.App.HEALTHY);
    bench.until(11799);
    assertThat(bench.state()).isEqualTo(State.UP);
    assertThat(bench.commands()).endsWith("1800: withdraw 10.1.0.5/32");
    bench.until(11800);
    assertThat(bench.commands()).endsWith("11800: announce 10.1.0.5/32");
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
    assertThat(bench.commands()).endsWith("1800: withdraw 10.1.0.5/32");
  }

  @Test
  void theDisableFileTakesAServiceOutAndBringsItBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("disable");
    bench.disableFile(file);
    bench.up();
    Files.createFile(file);
    bench.until(1400);
    assertThat(bench.state()).isEqualTo(State.DISABLED);
    assertThat(bench.commands()).endsWith("1400: withdraw 10.1.0.5/32");
    Files.delete(file);
    bench.until(2800);
    assertThat(bench.commands()).endsWith("2800: announce 10.1.0.5/32");
  }

  @Test
  void noProbeIsStartedWhileDisabled(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("disable"));
    bench.disableFile(file);
    bench.start();
    bench.until(5000);
    assertThat(bench.starts()).isEmpty();
  }

  @Test
  void jitterOnlyShortensTheInterval() {
    bench.jitter(10, 0.5);
    bench.up();
    bench.until(2400);
    assertThat(bench.starts()).endsWith(400L, 1350L, 2300L);
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
}
