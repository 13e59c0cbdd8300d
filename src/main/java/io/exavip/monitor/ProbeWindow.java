package io.exavip.monitor;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How many probes of all services may be under way while the machine has no idle time. More than it
 * can carry would wait for one another until all of them are too late, however well the apps are;
 * so the window narrows while most outcomes are late, and widens while most are not.
 *
 * <p>It has no limit while the machine has idle time, and never below {@value #FLOOR}: apps that
 * are slow or hang do not narrow it on a machine that is not busy. Runs on the timeline.
 */
final class ProbeWindow {
  /** So many may be under way in any case, and so few services are never limited. */
  static final int FLOOR = 64;

  /** So many, or those that are under way, when the machine has become busy. */
  static final int FIRST = 2 * FLOOR;

  /** Outcomes are judged together: those of so long, */
  static final Duration PERIOD = Duration.ofMillis(250);

  /** and so many at least. */
  static final int ENOUGH = 8;

  /** After a standstill of the machine so many late outcomes in a row say that most are late. */
  static final int DECISIVE = 16;

  private final boolean isOfUse;
  private final BooleanSupplier isBusy;
  private boolean limited;
  private int size = FIRST;
  private int underWay;
  private int most; // under way since the outcomes were last judged
  private int late;
  private int inTime;
  private long judgedAt;
  private int balance = -DECISIVE; // of late outcomes against others

  /**
   * Makes a window without limit.
   *
   * @param services how many services there are
   * @param isBusy whether the machine has no idle time
   */
  ProbeWindow(int services, BooleanSupplier isBusy) {
    this.isOfUse = services > FLOOR;
    this.isBusy = isBusy;
  }

  /** More or fewer probes are under way. */
  void change(int probes) {
    underWay += probes;
    most = Math.max(most, underWay);
  }

  /** Whether one more may be started. */
  boolean isOpen() {
    return underWay < FLOOR || !isLimited() || underWay < size;
  }

  /**
   * Whether outcomes are late for more probes than the machine can carry: what has timed out may be
   * well.
   */
  boolean isCongested() {
    return balance > 0 && most >= FLOOR && isLimited();
  }

  /**
   * A probe has ended.
   *
   * @param isLate whether it took more than half of its time
   * @param now the present time
   */
  void ended(boolean isLate, long now) {
    late += isLate ? 1 : 0;
    inTime += isLate ? 0 : 1;
    balance = isLate ? Math.min(DECISIVE, balance + 1) : Math.max(-DECISIVE, balance - 1);
    if (late + inTime >= ENOUGH && now - judgedAt >= PERIOD.toNanos()) {
      judge();
      late = 0;
      inTime = 0;
      most = underWay;
      judgedAt = now;
    }
  }

  private void judge() {
    if (!isLimited()) {
      return;
    }
    if (late > inTime) {
      size = Math.max(FLOOR, Math.min(size, most) * 3 / 4);
    } else if (most >= size) {
      size += size / 8;
    }
  }

  private boolean isLimited() {
    boolean before = limited;
    limited = isOfUse && isBusy.getAsBoolean();
    if (limited && !before) {
      size = Math.max(FIRST, underWay);
    }
    return limited;
  }
}
