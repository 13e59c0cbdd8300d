package io.exavip.exabgp.conf;

import io.exavip.config.Raw;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user wrote, not yet read.
 *
 * @param values for each option, with its dashes, the values given; options not given are absent
 */
public record ConfOptions(Map<String, List<String>> values) {

  /** Copies the map. */
  public ConfOptions {
    values = Map.copyOf(values);
  }

  Optional<Raw> one(String option) {
    return all(option).stream().findFirst();
  }

  List<Raw> all(String option) {
    return values.getOrDefault(option, List.of()).stream()
        .map(text -> new Raw(text, option))
        .toList();
  }
}
