package io.exavip.monitor;

import io.exavip.health.Health;
import io.exavip.route.Route;
import java.util.List;

/**
 * Something that happened to a service and what followed from it.
 *
 * @param service the name of the service
 * @param kind what happened
 * @param reason why, for people
 * @param before the health before
 * @param after the health after
 * @param needed how many outcomes in a row the next verdict needs; 0 where none is counted
 * @param changes the routes whose wanted state is new
 */
public record ServiceEvent(
    String service,
    Kind kind,
    String reason,
    Health before,
    Health after,
    int needed,
    List<Route> changes) {

  /** What happened. */
  public enum Kind {
    /** A probe ended well. */
    SUCCESS,
    /** A probe failed. */
    FAILURE,
    /** Anything but the outcome of a probe: disable, enable, start limit, end of the hold-down. */
    CONTROL;

    /** How a probe ended that was answered. */
    static Kind of(boolean healthy) {
      return healthy ? SUCCESS : FAILURE;
    }
  }

  /** Copies the list. */
  public ServiceEvent {
    changes = List.copyOf(changes);
  }

  /**
   * Whether the state, the verdict or a route changed.
   *
   * @return false for an outcome that changes nothing
   */
  public boolean isChange() {
    return before.phase() != after.phase()
        || !before.verdict().equals(after.verdict())
        || !changes.isEmpty();
  }
}
