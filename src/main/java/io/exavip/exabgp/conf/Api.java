package io.exavip.exabgp.conf;

import java.util.List;

/**
 * An {@code api} section of a neighbor.
 *
 * @param line its line
 * @param processes the processes that speak for the neighbor
 * @param patterns regular expressions for their names (5.0)
 * @param neighborChanges whether they hear of the session's ups and downs
 */
public record Api(
    int line, List<Setting> processes, List<Setting> patterns, boolean neighborChanges) {
  /** Copies the lists. */
  public Api {
    processes = List.copyOf(processes);
    patterns = List.copyOf(patterns);
  }

  static Api of(Section section) {
    return new Api(
        section.line(),
        section.commands("processes").flatMap(list -> list.listed().stream()).toList(),
        section.commands("processes-match").flatMap(list -> list.listed().stream()).toList(),
        section.commands("neighbor-changes").anyMatch(Setting::isOn));
  }
}
