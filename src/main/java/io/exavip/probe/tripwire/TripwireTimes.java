package io.exavip.probe.tripwire;

import java.time.Duration;

/** How long a tripwire holds a connection, and how long it has none. */
final class TripwireTimes {
  /** A connection that the server closes sooner than this was kept in vain. */
  static final Duration BRIEF = Duration.ofSeconds(1);

  /** How long a connection is held before that of a probe takes its place. */
  static final Duration RENEWAL = Duration.ofSeconds(4);

  static final Duration LEAST_RENEWAL = Duration.ofMillis(1);

  /**
   * How long a connection that the server has closed leaves it in doubt whether it still listens.
   */
  static final Duration DOUBT = Duration.ofSeconds(1);

  /** How long there is none after two in a row were kept in vain; doubled each further time. */
  static final Duration REST = Duration.ofSeconds(1);

  static final Duration LONGEST_REST = Duration.ofMinutes(10);

  /** How long there is none after the server was blocked; doubled each time in a row. */
  static final Duration LONG_REST = Duration.ofMinutes(10);

  /** How long there is none after a probe was turned away because of it; doubled each time. */
  static final Duration CROWDED_REST = Duration.ofMinutes(1);

  /** The time that a server has to take a second connection from its queue. */
  static final Duration TRIAL = Duration.ofMillis(500);

  static final Duration LONGEST_LONG_REST = Duration.ofHours(24);

  private TripwireTimes() {}
}
