package io.exavip.config;

import java.util.List;

/** The settings of a route that may differ from state to state: up, down, disabled. */
enum RouteSetting {
  AS_PATH("as-path", "PATH", Key.Arity.ONE, "AS path, beginning with the local AS: '65010 65010'"),
  METRIC("metric", "MED", Key.Arity.ONE, "MED of the first prefix"),
  COMMUNITY("community", "LIST", Key.Arity.MANY, "communities: '65010:1 no-export'"),
  LARGE_COMMUNITY("large-community", "LIST", Key.Arity.MANY, "large communities: '65010:1:2'"),
  EXTENDED_COMMUNITY(
      "extended-community", "LIST", Key.Arity.MANY, "extended communities: 'target:65010:1'"),
  PATH_ID("path-id", "ID", Key.Arity.ONE, "path identifier (add-path)");

  /** For every state, then for one state alone. */
  static final List<String> PREFIXES = List.of("", "up-", "down-", "disabled-");

  private final String suffix;
  private final String label;
  private final Key.Arity arity;
  private final String description;

  RouteSetting(String suffix, String label, Key.Arity arity, String description) {
    this.suffix = suffix;
    this.label = label;
    this.arity = arity;
    this.description = description;
  }

  String suffix() {
    return suffix;
  }

  /** The key for a state's prefix; the empty prefix stands for every state. */
  Key key(String prefix) {
    String when = prefix.isEmpty() ? "" : ", when " + prefix.substring(0, prefix.length() - 1);
    return new Key(
        prefix + suffix, List.of(), arity, label, Key.Section.ROUTES, "", description + when);
  }
}
