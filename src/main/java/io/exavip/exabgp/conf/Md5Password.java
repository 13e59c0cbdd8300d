package io.exavip.exabgp.conf;

import io.exavip.config.Raw;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The password of the sessions (RFC 2385), kept in a file so that no list of processes shows it.
 */
final class Md5Password {
  /** Linux takes no longer key (TCP_MD5SIG_MAXKEYLEN). */
  private static final int MAX_LENGTH = 80;

  private static final String ALLOWED =
      "a file whose first line is 1 to "
          + MAX_LENGTH
          + " printable ASCII characters without blanks, quotes, semicolon and backslash";

  private Md5Password() {}

  static String read(Raw file) {
    String text = content(file);
    String password = text.lines().findFirst().orElse("");
    if (password.isEmpty() || password.length() > MAX_LENGTH) {
      throw file.fault("its first line has " + password.length() + " characters", ALLOWED);
    }
    if (!Word.isWritable(password) || password.contains(";") || password.contains(" ")) {
      throw file.fault("a character that ExaBGP would not read as it is", ALLOWED);
    }
    return password;
  }

  private static String content(Raw file) {
    try {
      return Files.readString(Path.of(file.text()), StandardCharsets.ISO_8859_1);
    } catch (IOException | InvalidPathException e) {
      throw file.fault("cannot be read", ALLOWED);
    }
  }
}
