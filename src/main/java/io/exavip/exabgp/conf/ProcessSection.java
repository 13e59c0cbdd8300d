package io.exavip.exabgp.conf;

import java.util.List;
import java.util.Optional;

/**
 * A {@code process} section.
 *
 * @param name its name
 * @param line its line
 * @param run the program and its arguments, the values of {@code run}
 * @param encoder {@code encoder}
 * @param respawn {@code respawn}
 */
public record ProcessSection(
    String name,
    int line,
    Optional<Setting> run,
    Optional<Setting> encoder,
    Optional<Setting> respawn) {

  static ProcessSection of(Section section) {
    return new ProcessSection(
        section.argument(),
        section.line(),
        last(section, "run"),
        last(section, "encoder"),
        last(section, "respawn"));
  }

  /**
   * The program and its arguments.
   *
   * @return the words, none if {@code run} is missing
   */
  public List<String> command() {
    return run.map(Setting::values).orElse(List.of());
  }

  /**
   * The line of {@code run}.
   *
   * @return the line; that of the section if {@code run} is missing
   */
  public int runLine() {
    return run.map(Setting::line).orElse(line);
  }

  /** The last one counts. */
  private static Optional<Setting> last(Section section, String name) {
    return section.commands(name).reduce((a, b) -> b);
  }
}
