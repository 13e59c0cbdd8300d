package io.exavip.it.fabric;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A BGP route as a route server sees it.
 *
 * @param nextHop the next hop
 * @param asPath the AS path, nearest AS first
 * @param med the multi-exit discriminator, if any
 * @param communities standard communities in BIRD's writing, {@code (65010,1)}
 * @param largeCommunities large communities in BIRD's writing, {@code (65010, 1, 2)}
 */
public record BgpRoute(
    String nextHop,
    List<Long> asPath,
    Optional<Long> med,
    String communities,
    String largeCommunities) {

  /** Reads BIRD's answer to {@code show route … all}; empty when there is no route in it. */
  static Optional<BgpRoute> parse(String answer) {
    Map<String, String> attributes =
        answer
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("BGP."))
            .map(line -> line.substring("BGP.".length()).split(":", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (a, b) -> a));
    if (!attributes.containsKey("next_hop")) {
      return Optional.empty();
    }
    List<Long> path =
        Stream.of(attributes.getOrDefault("as_path", "").split(" "))
            .filter(as -> !as.isEmpty())
            .map(Long::valueOf)
            .toList();
    return Optional.of(
        new BgpRoute(
            attributes.get("next_hop"),
            path,
            Optional.ofNullable(attributes.get("med")).map(Long::valueOf),
            attributes.getOrDefault("community", ""),
            attributes.getOrDefault("large_community", "")));
  }
}
