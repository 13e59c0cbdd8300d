package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.TcpCheck;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A service with a timeout of 2 s among many, on a machine that has no idle time; times in ms. */
class ExcusesTest {
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT = 2000;
  private static final ProbeResult LATE = ProbeResult.failure("timeout");
  private static final ProbeResult WELL = ProbeResult.success("ok");

  private boolean busy = true;
  private final ProbeWindow window = new ProbeWindow(1000, () -> busy);
  private final Excuses excuses =
      new Excuses(
          List.of(
              new TimedCheck(new TcpCheck("127.0.0.1", 1), Duration.ofMillis(TIMEOUT)),
              new TimedCheck(new TcpCheck("127.0.0.1", 2), Duration.ofSeconds(5))),
          window);

  @Test
  void aTimeoutDoesNotCountWhileTheMachineIsCongested() {
    congested();
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI, 0).isAsked()).isFalse();
  }

  @Test
  void itCountsWhereTheMachineHasIdleTime() {
    congested();
    busy = false;
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI, 0)).isEqualTo(LATE);
  }

  @Test
  void whatFailsBeforeItsTimeIsOverCounts() {
    congested();
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI - 1, 0)).isEqualTo(LATE);
  }

  @Test
  void tenSecondsAfterTheLastOutcomeThatCountedATimeoutCounts() {
    congested();
    excuses.judge(WELL, MILLI, 1000 * MILLI);
    congested();
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI, 10_999 * MILLI).isAsked()).isFalse();
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI, 11_000 * MILLI)).isEqualTo(LATE);
  }

  @Test
  void aServiceThatWasNeverHeardOfIsExcusedFromItsStartOn() {
    excuses.start(5000 * MILLI);
    congested();
    assertThat(excuses.judge(LATE, TIMEOUT * MILLI, 14_999 * MILLI).isAsked()).isFalse();
  }

  @Test
  void aSuccessThatTookLongCounts() {
    congested();
    assertThat(excuses.judge(WELL, TIMEOUT * MILLI, 0)).isEqualTo(WELL);
  }

  @Test
  void whatCouldNotBeAskedStaysSo() {
    ProbeResult notAsked = ProbeResult.notAsked("no descriptors left");
    assertThat(excuses.judge(notAsked, MILLI, 0)).isEqualTo(notAsked);
  }

  /** More probes are under way than come back in half their time. */
  private void congested() {
    window.change(200);
    for (int i = 0; i < 64; i++) {
      window.ended(true, 0);
    }
    assertThat(window.isCongested()).isTrue();
  }
}
