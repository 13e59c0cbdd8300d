package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is concluded from the kernel's counts; a tick is 10 ms, the machine has two processors. */
class IdleTimeTest {
  private static final long MILLI = 1_000_000;

  private long now = 5000 * MILLI;
  private String stat = line(1000, 9000, 0, 0);
  private boolean unreadable;
  private final IdleTime idle = new IdleTime(this::read, () -> now);

  @Test
  void aMachineWhoseProcessorsAllWorkHasNone() {
    pass(500, line(1098, 9002, 0, 0));
    assertThat(idle.isScarce()).isTrue();
  }

  @Test
  void aMachineThatIsIdleForAFewHundredthsHasSome() {
    pass(500, line(1095, 9005, 0, 0));
    assertThat(idle.isScarce()).isFalse();
  }

  @Test
  void toWaitForADiskIsIdleTimeToo() {
    pass(500, line(1050, 9000, 50, 0));
    assertThat(idle.isScarce()).isFalse();
  }

  @Test
  void whatAHypervisorTakesIsNone() {
    pass(500, line(1010, 9000, 0, 90));
    assertThat(idle.isScarce()).isTrue();
  }

  @Test
  void anAnswerStandsForHalfASecond() {
    pass(500, line(1100, 9000, 0, 0));
    assertThat(idle.isScarce()).isTrue();
    pass(499, line(1100, 9100, 0, 0));
    assertThat(idle.isScarce()).isTrue();
    pass(1, stat);
    assertThat(idle.isScarce()).isFalse();
  }

  @Test
  void whatWasCountedLongAgoSaysNothingOfNow() {
    pass(3_600_000, line(721_000, 9000, 0, 0));
    assertThat(idle.isScarce()).isFalse();
    pass(500, line(721_100, 9000, 0, 0));
    assertThat(idle.isScarce()).isTrue();
  }

  @Test
  void aKernelThatDoesNotTellIsTakenAsNotBusy() {
    pass(500, line(1100, 9000, 0, 0));
    assertThat(idle.isScarce()).isTrue();
    unreadable = true;
    pass(500, stat);
    assertThat(idle.isScarce()).isFalse();
    unreadable = false;
    pass(500, "no such thing");
    assertThat(idle.isScarce()).isFalse();
  }

  @Test
  void thisMachinesOwnCountsAreRead() throws IOException {
    assertThat(IdleTime.firstLine()).startsWith("cpu ");
  }

  private void pass(long millis, String next) {
    now += millis * MILLI;
    stat = next;
  }

  private String read() throws IOException {
    if (unreadable) {
      throw new IOException("too many open files");
    }
    return stat;
  }

  private static String line(long user, long idle, long ioWait, long steal) {
    return "cpu  %d 0 0 %d %d 0 0 %d 77 0\ncpu0 1 2 3\n".formatted(user, idle, ioWait, steal);
  }
}
