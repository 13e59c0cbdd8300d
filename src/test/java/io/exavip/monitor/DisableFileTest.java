package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.health.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A service with a disable file; interval 1 s, start limit 5 s, up at 400 ms; times in ms. */
class DisableFileTest {
  private final ServiceBench bench = new ServiceBench();

  @Test
  void theDisableFileTakesAServiceOutAndBringsItBack() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.up();
    bench.disableFile(FileLook.Kind.FILE);
    bench.until(1400);
    assertThat(bench.state()).isEqualTo(Phase.DISABLED);
    assertThat(bench.commands()).endsWith("1400: withdraw 10.1.0.5/32");
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.until(2800);
    assertThat(bench.commands()).endsWith("2800: announce 10.1.0.5/32");
  }

  @Test
  void noProbeIsStartedWhileDisabled() {
    bench.disableFile(FileLook.Kind.FILE);
    bench.start();
    bench.until(5000);
    assertThat(bench.starts()).isEmpty();
    assertThat(bench.commands()).containsExactly("0: withdraw 10.1.0.5/32");
  }

  @Test
  void aFileSystemThatHangsChangesNothingForAServiceInService() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.up();
    bench.filesHang();
    bench.until(60_000);
    assertThat(bench.state()).isEqualTo(Phase.UP);
    assertThat(bench.starts()).contains(30_400L, 59_400L);
    bench.app(ServiceBench.App.REFUSING);
    bench.until(61_000);
    assertThat(bench.commands()).endsWith("60404: withdraw 10.1.0.5/32");
  }

  @Test
  void aFileSystemThatHangsBringsNoDisabledServiceBack() {
    bench.disableFile(FileLook.Kind.FILE);
    bench.start();
    bench.until(2500);
    bench.filesHang();
    bench.until(60_000);
    assertThat(bench.state()).isEqualTo(Phase.DISABLED);
    assertThat(bench.commands()).containsExactly("0: withdraw 10.1.0.5/32");
  }

  @Test
  void aFileIsLookedAtOnceAtATimeHoweverLongItTakes() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.filesHang();
    bench.start();
    bench.until(60_000);
    assertThat(bench.looksUnderWay()).isEqualTo(1);
  }

  @Test
  void whenTheFileSystemAnswersAgainItsAnswerCounts() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.up();
    bench.filesHang();
    bench.until(10_000);
    bench.disableFile(FileLook.Kind.FILE);
    bench.filesAnswer();
    bench.until(10_000);
    assertThat(bench.commands()).endsWith("10000: withdraw 10.1.0.5/32");
  }

  @Test
  void aFileThatMayNotBeLookedAtLeavesTheLastAnswer() {
    bench.disableFile(FileLook.Kind.FILE);
    bench.start();
    bench.until(2500);
    bench.disableFileCannotBeLookedAt("permission denied");
    bench.until(10_000);
    assertThat(bench.state()).isEqualTo(Phase.DISABLED);
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.until(12_000);
    assertThat(bench.state()).isEqualTo(Phase.UP);
  }

  @Test
  void aFileThatMayNeverBeLookedAtIsTakenAsAbsentAtOnce() {
    bench.disableFileCannotBeLookedAt("permission denied");
    bench.start();
    bench.until(400);
    assertThat(bench.commands()).containsExactly("400: announce 10.1.0.5/32");
  }

  @Test
  void aSickServiceIsWithdrawnAlthoughTheFirstLookHasNoAnswer() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.filesHang();
    bench.app(ServiceBench.App.REFUSING);
    bench.start();
    bench.until(100);
    assertThat(bench.commands()).containsExactly("54: withdraw 10.1.0.5/32");
  }

  @Test
  void anUndecidedServiceIsWithdrawnAtTheStartLimitAlthoughTheFirstLookHasNoAnswer() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.filesHang();
    bench.app(ServiceBench.App.FLAPPING);
    bench.start();
    bench.until(5000);
    assertThat(bench.commands()).containsExactly("5000: withdraw 10.1.0.5/32");
  }

  @Test
  void aHealthyServiceIsAnnouncedAtTheStartLimitIfTheFirstLookHasNoAnswer() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.filesHang();
    bench.start();
    bench.until(4999);
    assertThat(bench.commands()).isEmpty();
    bench.until(5000);
    assertThat(bench.commands()).containsExactly("5000: announce 10.1.0.5/32");
  }

  @Test
  void aHealthyServiceIsAnnouncedAsSoonAsItsFileIsKnownToBeAbsent() {
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.filesHang();
    bench.start();
    bench.until(3000);
    bench.filesAnswer();
    bench.until(3000);
    assertThat(bench.commands()).containsExactly("3000: announce 10.1.0.5/32");
  }

  @Test
  void aServiceThatIsFoundToBeDisabledLateWasNeverAnnounced() {
    bench.disableFile(FileLook.Kind.FILE);
    bench.filesHang();
    bench.start();
    bench.until(3000);
    bench.filesAnswer();
    bench.until(3000);
    assertThat(bench.commands()).containsExactly("3000: withdraw 10.1.0.5/32");
  }

  @Test
  void aHoldDownIsHeldWhileTheFileSystemHangs() {
    bench.holdDown(Duration.ofSeconds(10));
    bench.disableFile(FileLook.Kind.ABSENT);
    bench.up();
    bench.app(ServiceBench.App.REFUSING);
    bench.until(1800);
    bench.app(ServiceBench.App.HEALTHY);
    bench.filesHang();
    bench.until(20_000);
    assertThat(bench.commands()).endsWith("11404: announce 10.1.0.5/32");
  }
}
