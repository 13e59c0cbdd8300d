package io.exavip.exabgp.conf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The first line of a configuration, by which one is told from one that was edited by hand. */
public final class Stamp {
  private static final String BEFORE = "# exavip conf, SHA-256 of the lines below: ";

  private Stamp() {}

  static String put(String body) {
    return BEFORE + sum(body) + "\n" + body;
  }

  /**
   * Whether a text is as {@link #put} made it.
   *
   * @param text a configuration
   * @return true if nobody has changed it since
   */
  public static boolean isWhole(String text) {
    int end = text.indexOf('\n') + 1;
    return end > 0 && text.equals(put(text.substring(end)));
  }

  private static String sum(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
