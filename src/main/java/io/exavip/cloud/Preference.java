package io.exavip.cloud;

/** The BGP attribute that makes a route server prefer the primary's route. */
public enum Preference {
  /** The shorter AS path wins (RFC 4271, 9.1.2.2 a): the secondary prepends its own AS. */
  AS_PATH,
  /** The lower MED wins (RFC 4271, 9.1.2.2 c): both carry one, the secondary the higher. */
  MED
}
