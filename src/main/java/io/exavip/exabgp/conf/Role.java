package io.exavip.exabgp.conf;

import java.util.Locale;

/** Which of the two VMs a configuration is for. */
public enum Role {
  /** Has the VIP while it is healthy. */
  PRIMARY,
  /** Has the VIP while the primary is not healthy. */
  SECONDARY;

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
