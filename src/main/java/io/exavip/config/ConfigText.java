package io.exavip.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The bytes of a configuration file. */
public final class ConfigText {
  /** The largest file: 1,000 services with 2 KiB each, which is some ten times what they need. */
  public static final int MOST_BYTES = 2 << 20;

  private ConfigText() {}

  /**
   * Reads a regular file, or a link to one; anything else might never end.
   *
   * @param path the file
   * @return what is in it
   * @throws IOException if it cannot be read
   * @throws ConfigException if it is no regular file or too large
   */
  public static byte[] bytes(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw fault(path, attributes.isDirectory() ? "a folder" : "not a regular file");
    }
    if (attributes.size() > MOST_BYTES) {
      throw fault(path, "a file of " + attributes.size() + " bytes");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw fault(path, "a file of more than " + MOST_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static ConfigException fault(Path path, String what) {
    return new ConfigException(
        path + ": " + what + "; allowed: a YAML file in UTF-8 of at most 2 MiB");
  }
}
