package io.exavip.doctor;

import io.exavip.config.RunConfig;
import java.util.List;

/** Reads the options of {@code exavip run} as the program itself does. */
@FunctionalInterface
public interface RunLineParser {
  /**
   * Reads options.
   *
   * @param options the words behind {@code run}
   * @return what they say
   * @throws io.exavip.config.ConfigException if they say nothing good
   */
  RunConfig read(List<String> options);
}
