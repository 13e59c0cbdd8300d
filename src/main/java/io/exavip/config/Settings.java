package io.exavip.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the user set, key by key, not yet read. */
public final class Settings {
  /** Nothing set. */
  public static final Settings NONE = new Settings(Map.of());

  private final Map<Key, List<Raw>> values;

  /**
   * Makes settings.
   *
   * @param values for each key its values, at least one
   */
  public Settings(Map<Key, List<Raw>> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /**
   * Reads the environment: {@code EXAVIP_FAST_INTERVAL} sets {@code fast-interval}. Keys with many
   * values take them parted by commas, commands and texts excepted.
   *
   * @param environment the environment
   * @return what it sets; empty variables set nothing
   */
  public static Settings ofEnvironment(Map<String, String> environment) {
    Map<Key, List<Raw>> values = new LinkedHashMap<>();
    for (Key key : Key.all()) {
      String text = environment.getOrDefault(key.variable(), "");
      if (!text.isEmpty()) {
        boolean list = key == Key.IP || key == Key.NEIGHBOR || key == Key.TCP;
        List<String> parts = list ? List.of(text.split(",")) : List.of(text);
        values.put(key, parts.stream().map(part -> new Raw(part.strip(), key.variable())).toList());
      }
    }
    return new Settings(values);
  }

  /**
   * These settings where they set a key, others where they do not.
   *
   * @param base the others
   * @return the settings together
   */
  public Settings over(Settings base) {
    Map<Key, List<Raw>> both = new LinkedHashMap<>(base.values);
    both.putAll(values);
    return new Settings(both);
  }

  Optional<Raw> one(Key key) {
    List<Raw> given = all(key);
    if (given.size() > 1) {
      throw given.get(1).fault("given twice", "once");
    }
    return given.stream().findFirst();
  }

  List<Raw> all(Key key) {
    return values.getOrDefault(key, List.of());
  }

  boolean flag(Key key) {
    return one(key).map(raw -> raw.read("true or false", Values::flag)).orElse(false);
  }

  Settings without(List<Key> keys) {
    Map<Key, List<Raw>> rest = new LinkedHashMap<>(values);
    rest.keySet().removeAll(keys);
    return new Settings(rest);
  }

  /** The first of these keys that is set. */
  Optional<Raw> first(List<Key> keys) {
    return keys.stream().flatMap(key -> all(key).stream()).findFirst();
  }

  /** The first setting that says which service it is about. */
  Optional<Raw> identity() {
    return first(Key.all().stream().filter(Key::isIdentity).toList());
  }
}
