package io.exavip.exabgp.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Command lines for tests. */
public final class Given {
  /** The least that a primary needs. */
  public static final List<String> PRIMARY =
      List.of(
          "--role", "primary",
          "--local-address", "10.0.2.10",
          "--vip", "10.1.0.5/32",
          "--url", "http://127.0.0.1:3000/");

  /** The same of a secondary. */
  public static final List<String> SECONDARY =
      List.of(
          "--role", "secondary",
          "--local-address", "10.0.2.20",
          "--vip", "10.1.0.5/32",
          "--url", "http://127.0.0.1:3000/");

  private Given() {}

  /**
   * ConfOptions with their values. Those of {@code more} take the place of the same ones of {@code
   * base}; the value {@code -} takes an option away.
   */
  static ConfOptions options(List<String> base, String... more) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < base.size(); i += 2) {
      values.computeIfAbsent(base.get(i), name -> new ArrayList<>()).add(base.get(i + 1));
    }
    for (int i = 0; i < more.length; i += 2) {
      values.remove(more[i]);
    }
    for (int i = 0; i < more.length; i += 2) {
      if (!more[i + 1].equals("-")) {
        values.computeIfAbsent(more[i], name -> new ArrayList<>()).add(more[i + 1]);
      }
    }
    return new ConfOptions(values);
  }

  /** The configuration made of these options. */
  public static Conf conf(List<String> base, String... more) {
    return Conf.of(options(base, more), Map.of(), List.of());
  }
}
