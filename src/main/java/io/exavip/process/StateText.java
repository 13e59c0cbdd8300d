package io.exavip.process;

import io.exavip.route.IpLiteral;
import io.exavip.route.Prefix;
import io.exavip.route.RouteKey;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process leaves for its successor, as lines of text: {@code configured 10.1.0.5/32
 * neighbors 10.0.1.4,10.0.1.5 path-id 7}. Lines that cannot be read are passed over.
 *
 * @param configured the routes that the process may have announced since it began
 * @param left those of its predecessors that may still stand
 */
record StateText(Set<RouteKey> configured, Set<RouteKey> left) {
  /** Nothing known. */
  static final StateText NONE = new StateText(Set.of(), Set.of());

  private static final String CONFIGURED = "configured";
  private static final String LEFT = "left";
  private static final String NEIGHBORS = "neighbors";
  private static final String PATH_ID = "path-id";

  StateText {
    configured = Set.copyOf(configured);
    left = Set.copyOf(left);
  }

  static StateText parse(String text) {
    Set<RouteKey> configured = new LinkedHashSet<>();
    Set<RouteKey> left = new LinkedHashSet<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split(" ");
      if (words[0].equals(CONFIGURED)) {
        key(words).ifPresent(configured::add);
      } else if (words[0].equals(LEFT)) {
        key(words).ifPresent(left::add);
      }
    }
    return new StateText(configured, left);
  }

  /** All routes that may stand when the process is gone. */
  Set<RouteKey> all() {
    return Stream.concat(configured.stream(), left.stream()).collect(Collectors.toSet());
  }

  /** The lines, sorted. */
  String text() {
    return Stream.concat(
            configured.stream().map(key -> line(CONFIGURED, key)),
            left.stream().map(key -> line(LEFT, key)))
        .sorted()
        .collect(Collectors.joining());
  }

  private static String line(String word, RouteKey key) {
    StringBuilder line = new StringBuilder(word).append(' ').append(key.prefix());
    if (!key.neighbors().isEmpty()) {
      line.append(' ').append(NEIGHBORS).append(' ');
      line.append(key.neighbors().stream().map(IpLiteral::text).collect(Collectors.joining(",")));
    }
    key.pathId().ifPresent(id -> line.append(' ').append(PATH_ID).append(' ').append(id));
    return line.append('\n').toString();
  }

  private static Optional<RouteKey> key(String[] words) {
    try {
      Prefix prefix = Prefix.parse(words[1]);
      List<InetAddress> neighbors = List.of();
      OptionalLong pathId = OptionalLong.empty();
      for (int i = 2; i < words.length; i += 2) {
        if (words[i].equals(NEIGHBORS)) {
          neighbors =
              Stream.of(words[i + 1].split(","))
                  .map(word -> IpLiteral.parse(word).orElseThrow(IllegalArgumentException::new))
                  .toList();
        } else if (words[i].equals(PATH_ID)) {
          long id = Long.parseLong(words[i + 1]);
          if (id < 0 || id > 4294967295L) {
            return Optional.empty();
          }
          pathId = OptionalLong.of(id);
        } else {
          return Optional.empty();
        }
      }
      return Optional.of(new RouteKey(prefix, neighbors, pathId));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
