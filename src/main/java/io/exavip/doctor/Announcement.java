package io.exavip.doctor;

import io.exavip.config.RunConfig;
import io.exavip.health.Verdict;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import java.util.List;
import java.util.Optional;
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
    return file.exavips().stream().flatMap(exavip -> of(exavip, exavip.config())).toList();
  }

  /**
   * The same, beside another file: a process whose file of services is not on this host is taken
   * for one that announces what the other file does, as its other options say.
   */
  static List<Announcement> beside(Configured other, Configured file) {
    List<Prefix> vips = other.vips().isEmpty() ? List.of(ExavipProcess.standIn()) : other.vips();
    Stream<Announcement> assumed =
        file.exavips().stream()
            .flatMap(exavip -> of(exavip, exavip.withoutFile()))
            .flatMap(one -> vips.stream().map(one::of));
    return Stream.concat(of(file).stream(), assumed).toList();
  }

  private static Stream<Announcement> of(ExavipProcess exavip, Optional<RunConfig> config) {
    return config.stream()
        .flatMap(run -> run.services().stream())
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

  private Announcement of(Prefix other) {
    return new Announcement(exavip, verdict, other, attributes);
  }

  /** The file of services on which it depends, where that is not on this host. */
  Optional<String> guessed() {
    boolean said = attributes.asPath().isPresent() || attributes.med().isPresent();
    return said || !exavip.isFileMissing() ? Optional.empty() : exavip.file();
  }

  /** The prefix in words. */
  String vip() {
    return prefix.equals(ExavipProcess.standIn()) ? "the VIPs" : prefix.toString();
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
