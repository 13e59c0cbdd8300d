package io.exavip.exabgp.conf;

import java.util.List;
import java.util.Locale;

/**
 * A command of a section: a name and its values.
 *
 * @param name the name
 * @param values the words behind it, perhaps none
 * @param line its line, from 1
 */
public record Setting(String name, List<String> values, int line) {
  private static final List<String> ON = List.of("", "true", "enable", "enabled");
  private static final List<String> OFF = List.of("false", "disable", "disabled");

  /** Copies the list. */
  public Setting {
    values = List.copyOf(values);
  }

  /**
   * The first value.
   *
   * @return the value; empty if there is none
   */
  public String text() {
    return values.isEmpty() ? "" : values.get(0);
  }

  /**
   * Whether a switch is on. One without a value is.
   *
   * @return true for no value, true, enable, enabled
   */
  public boolean isOn() {
    return ON.contains(text().toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a switch is off.
   *
   * @return true for false, disable, disabled
   */
  public boolean isOff() {
    return OFF.contains(text().toLowerCase(Locale.ROOT));
  }

  /**
   * The values as they may be written again.
   *
   * @return name and values
   */
  public String written() {
    return (name + " " + String.join(" ", values)).strip();
  }

  /**
   * The names in brackets: {@code [ a, b ]}.
   *
   * @return each as a setting of its own
   */
  List<Setting> listed() {
    return values.stream()
        .filter(word -> !List.of("[", "]", ",").contains(word))
        .map(word -> new Setting(word, List.of(), line))
        .toList();
  }

  boolean isList() {
    return values.size() > 1 && text().equals("[") && values.get(values.size() - 1).equals("]");
  }
}
