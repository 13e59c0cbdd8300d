package io.exavip.probe;

/** How several checks of a service count together. */
public enum Require {
  /** Every check must succeed. */
  ALL,
  /** One success is enough. */
  ANY
}
