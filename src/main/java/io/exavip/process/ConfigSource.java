package io.exavip.process;

import io.exavip.config.RunConfig;
import java.nio.file.Path;
import java.util.Optional;

/** Where the configuration comes from. */
public interface ConfigSource {
  /**
   * Reads the configuration.
   *
   * @return the configuration
   * @throws io.exavip.config.ConfigException if something is wrong with it
   */
  RunConfig load();

  /**
   * The file that is read again when it has changed while the configuration is broken.
   *
   * @return the file; empty if everything stands on the command line
   */
  Optional<Path> file();

  /**
   * The folder in which the process leaves word for its successor.
   *
   * @return the folder; empty if it is to leave none
   */
  Optional<Path> stateFolder();

  /**
   * Says which process entry of ExaBGP this is, the same after a restart.
   *
   * @return any text
   */
  String identity();

  /**
   * All that was written, the file apart, to find prefixes in where it cannot be read.
   *
   * @return any text
   */
  String text();
}
