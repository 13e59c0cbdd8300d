package io.exavip.exabgp.conf;

import java.util.Locale;

/** Which of the two VMs a configuration is for. */
public enum Role {
  /** Has the VIP while it is healthy. */
  PRIMARY,
  /** Has the VIP while the primary is not healthy. */
  SECONDARY;

  /**
   * Reads a name as users write it.
   *
   * @param text {@code primary} or {@code secondary}
   * @return the role
   * @throws IllegalArgumentException if it is neither
   */
  public static Role named(String text) {
    for (Role role : values()) {
      if (role.label().equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException("no such role");
  }

  /**
   * The name as users write it.
   *
   * @return {@code primary} or {@code secondary}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
