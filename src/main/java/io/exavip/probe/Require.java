package io.exavip.probe;

import java.util.Locale;

/** How several checks of a service count together. */
public enum Require {
  /** Every check must succeed. */
  ALL,
  /** One success is enough. */
  ANY;

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
