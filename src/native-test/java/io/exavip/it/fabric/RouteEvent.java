package io.exavip.it.fabric;

/** What happened to a route on a route server, as BIRD's log tells it. */
public enum RouteEvent {
  /** The route came. */
  ADDED,
  /** The route came again with other attributes. */
  UPDATED,
  /** The route went, by a withdraw or with its session. */
  REMOVED,
  /** An UPDATE that changed nothing. */
  IGNORED
}
