package io.exavip.doctor;

import io.exavip.health.Verdict;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What exavip announces of a prefix under a verdict.
 *
 * @param exavip the process
 * @param verdict the verdict
 * @param prefix the prefix
 * @param attributes path and MED
 */
record Announcement(
    ExavipProcess exavip, Verdict verdict, Prefix prefix, RouteAttributes attributes) {

  static List<Announcement> of(Configured file) {
    return file.exavips().stream().flatMap(Announcement::of).toList();
  }

  private static Stream<Announcement> of(ExavipProcess exavip) {
    return exavip.config().stream()
        .flatMap(config -> config.services().stream())
        .flatMap(
            service ->
                Stream.of(Verdict.values())
                    .flatMap(
                        verdict ->
                            service.policy().routes(verdict).stream()
                                .filter(Route::announced)
                                .map(route -> of(exavip, verdict, route))));
  }

  private static Announcement of(ExavipProcess exavip, Verdict verdict, Route route) {
    return new Announcement(exavip, verdict, route.key().prefix(), route.attributes());
  }

  /** The number of AS numbers that a peer sees. */
  int length() {
    return attributes.pathLength();
  }

  /** Below zero if this one is preferred, above if the other one is. */
  int compare(Announcement other) {
    return attributes.comparePreference(other.attributes);
  }

  /** The AS path in words. */
  String path() {
    return attributes.asPath().map(path -> "'" + path + "'").orElse("the local AS alone");
  }
}
