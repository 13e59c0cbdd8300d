package io.exavip.config;

import java.util.Optional;

/**
 * What command line and environment say of the whole process.
 *
 * @param onExit what happens to the routes at SIGTERM
 * @param reannounce how often the wanted state is written again
 */
public record ProcessSettings(Optional<OnExit> onExit, Optional<Raw> reannounce) {
  /** Nothing set. */
  public static final ProcessSettings NONE =
      new ProcessSettings(Optional.empty(), Optional.empty());
}
