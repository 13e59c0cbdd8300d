package io.exavip.config;

import java.util.Locale;

/** What happens to the routes at SIGTERM. */
public enum OnExit {
  /** They are withdrawn. */
  WITHDRAW,
  /** They stay as they are. */
  KEEP;

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
