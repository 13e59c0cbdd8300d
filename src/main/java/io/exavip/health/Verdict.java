package io.exavip.health;

/** What is decided of a service, and what its routes follow. */
public enum Verdict {
  /** Healthy: {@code rise} probes in a row succeeded. */
  UP,
  /** Sick: {@code fall} probes in a row failed, or nothing was decided within the start limit. */
  DOWN,
  /** Taken out of service by the operator: the disable file exists. */
  DISABLED
}
