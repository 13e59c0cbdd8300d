package io.exavip.exabgp.conf;

import java.nio.file.Path;

/**
 * A place in a file of ExaBGP.
 *
 * @param file the file
 * @param line the line, from 1; 0 for the file as a whole
 */
public record Where(Path file, int line) {
  /** The file, and the line behind a colon. */
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
