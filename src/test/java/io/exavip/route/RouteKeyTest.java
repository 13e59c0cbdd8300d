package io.exavip.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which routes a peer may take for one; neighbours and path identifiers parted by blanks. */
class RouteKeyTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.0.5/32, '',       , 10.1.0.5/32, '',       , true",
    "10.1.0.5/32, '',       , 10.1.0.6/32, '',       , false",
    "10.1.0.5/32, '',       , 10.1.0.5/32, 10.0.1.4, , true",
    "10.1.0.5/32, 10.0.1.4, , 10.1.0.5/32, '',       , true",
    "10.1.0.5/32, 10.0.1.4, , 10.1.0.5/32, 10.0.1.4, , true",
    "10.1.0.5/32, 10.0.1.4, , 10.1.0.5/32, 10.0.1.5, , false",
    "10.1.0.5/32, 10.0.1.4, , 10.1.0.5/32, 10.0.1.5 10.0.1.4, , true",
    "10.1.0.5/32, '',      1, 10.1.0.5/32, '',      2, false",
    "10.1.0.5/32, '',      1, 10.1.0.5/32, '',      1, true",
    "10.1.0.5/32, '',      1, 10.1.0.5/32, '',       , true",
    "10.1.0.5/32, '',       , 10.1.0.5/32, '',      2, true",
  })
  void twoOverlapWhereSomePeerGetsBothAndNoPathIdentifiersKeepThemApart(
      String prefix,
      String neighbors,
      Long pathId,
      String otherPrefix,
      String otherNeighbors,
      Long otherPathId,
      boolean overlap) {
    RouteKey one = key(prefix, neighbors, pathId);
    RouteKey other = key(otherPrefix, otherNeighbors, otherPathId);
    assertThat(one.overlaps(other)).isEqualTo(overlap);
    assertThat(other.overlaps(one)).isEqualTo(overlap);
  }

  private static RouteKey key(String prefix, String neighbors, Long pathId) {
    List<InetAddress> addresses =
        Stream.of(neighbors.split(" "))
            .filter(text -> !text.isEmpty())
            .map(text -> IpLiteral.parse(text).orElseThrow())
            .toList();
    return new RouteKey(
        Prefix.parse(prefix),
        addresses,
        pathId == null ? OptionalLong.empty() : OptionalLong.of(pathId));
  }
}
