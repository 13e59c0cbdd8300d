package io.exavip.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The three kinds of BGP communities, with the notation that ExaBGP 4.2 and 5.0 both read. */
public enum CommunityKind {
  /** RFC 1997: {@code 65010:100} or a well-known name. */
  STANDARD("community", "AS:VALUE with both 0 to 65535, or a name such as no-export") {
    @Override
    boolean accepts(String token) {
      return WELL_KNOWN.contains(token) || fieldsWithin(token, 2, 0xFFFFL);
    }
  },
  /** RFC 8092: {@code 65010:1:2}. */
  LARGE("large-community", "A:B:C, each 0 to 4294967295") {
    @Override
    boolean accepts(String token) {
      return fieldsWithin(token, 3, 0xFFFFFFFFL);
    }
  },
  /** RFC 4360: {@code target:65010:100}, {@code origin:65010:100} or eight bytes as 0x… . */
  EXTENDED("extended-community", "target:AS:VALUE, origin:AS:VALUE or 0x and 16 hex digits") {
    @Override
    boolean accepts(String token) {
      if (RAW_EXTENDED.matcher(token).matches()) {
        return true;
      }
      int kind = token.indexOf(':');
      if (kind < 0 || !Set.of("target", "origin").contains(token.substring(0, kind))) {
        return false;
      }
      String fields = token.substring(kind + 1);
      // A 4-byte AS leaves two bytes for the value, a 2-byte AS leaves four (RFC 5668, RFC 4360).
      return fieldsWithin(fields, 2, 0xFFFFFFFFL)
          && (Long.parseLong(fields.split(":")[0]) <= 0xFFFFL
              || Long.parseLong(fields.split(":")[1]) <= 0xFFFFL);
    }
  };

  private static final Set<String> WELL_KNOWN =
      Set.of("no-export", "no-advertise", "no-export-subconfed", "no-peer", "blackhole");
  private static final Pattern RAW_EXTENDED = Pattern.compile("0x[0-9a-f]{16}");

  private final String keyword;
  private final String allowed;

  CommunityKind(String keyword, String allowed) {
    this.keyword = keyword;
    this.allowed = allowed;
  }

  abstract boolean accepts(String token);

  /**
   * The word before the bracket in an ExaBGP command.
   *
   * @return the keyword
   */
  public String keyword() {
    return keyword;
  }

  /**
   * What a value of this kind looks like, for messages.
   *
   * @return a short description
   */
  public String allowed() {
    return allowed;
  }

  /**
   * Reads one or more communities parted by blanks.
   *
   * @param text the text to read
   * @return the communities in the order given
   * @throws IllegalArgumentException if one of them is not of this kind
   */
  public List<String> parse(String text) {
    List<String> tokens =
        Stream.of(text.strip().split(" +")).map(t -> t.toLowerCase(Locale.ROOT)).toList();
    for (String token : tokens) {
      if (!accepts(token)) {
        throw new IllegalArgumentException("not a " + keyword);
      }
    }
    return tokens;
  }

  private static boolean fieldsWithin(String token, int count, long max) {
    if (!token.matches("\\d{1,10}(:\\d{1,10}){" + (count - 1) + "}")) {
      return false;
    }
    return Stream.of(token.split(":")).mapToLong(Long::parseLong).allMatch(n -> n <= max);
  }
}
