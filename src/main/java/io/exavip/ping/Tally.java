package io.exavip.ping;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by name; the first names only, all others under one. */
final class Tally {
  static final String OTHERS = "(others)";
  private static final int MAX_NAMES = 20;

  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String name) {
    boolean room = counts.containsKey(name) || counts.size() < MAX_NAMES;
    counts.merge(room ? name : OTHERS, 1L, Long::sum);
  }

  /** The counts, in the order in which the names came up. */
  Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }
}
