package io.exavip.exabgp.conf;

import io.exavip.config.Raw;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Words as ExaBGP 4.2 and 5.0 read them: parted by blanks; a double-quoted one may hold blanks and
 * their marks {@code # ; , { } [ ]}. A quote or a backslash cannot stand in a word in both versions
 * and without surprise, and other than ASCII depends on the locale.
 */
final class Word {
  private static final Pattern WRITABLE = Pattern.compile("[\\x20-\\x7e&&[^\"'\\\\]]+");
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9._:/@%+=?&~*!$^()-]+");

  private Word() {}

  /** The text as the user wrote it, if ExaBGP can read it. */
  static String of(Raw raw) {
    if (!isWritable(raw.text())) {
      throw raw.fault(
          "cannot stand in ExaBGP's configuration", "printable ASCII without quotes and backslash");
    }
    return raw.text();
  }

  static boolean isWritable(String text) {
    return WRITABLE.matcher(text).matches();
  }

  /** Words on one line, quoted where needed. */
  static String line(List<String> words) {
    return words.stream()
        .map(word -> BARE.matcher(word).matches() ? word : '"' + word + '"')
        .collect(Collectors.joining(" "));
  }
}
