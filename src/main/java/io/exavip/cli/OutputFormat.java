package io.exavip.cli;

import java.util.Locale;

/** How a command prints. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line. */
  JSON;

  boolean isJson() {
    return this == JSON;
  }

  /** The word that users write. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
