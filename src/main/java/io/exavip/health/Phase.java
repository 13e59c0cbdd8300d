package io.exavip.health;

/** Where a service stands on the way to a verdict. */
public enum Phase {
  /** Nothing is known yet: the program has just started, or the service was just enabled. */
  INIT,
  /** Not up, and the last probes succeeded, but fewer than {@code rise}. */
  RISING,
  /** Healthy. */
  UP,
  /** Not down, and the last probes failed, but fewer than {@code fall}. */
  FALLING,
  /** Sick. */
  DOWN,
  /** Taken out of service by the operator. */
  DISABLED
}
