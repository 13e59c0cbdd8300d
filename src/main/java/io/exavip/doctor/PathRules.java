package io.exavip.doctor;

import io.exavip.exabgp.conf.Neighbor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** The AS path begins with the local AS. */
final class PathRules implements Rule {
  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (Announcement announcement : Announcement.of(subject.own())) {
      subject
          .own()
          .neighborsOf(announcement.exavip())
          .filter(neighbor -> !beginsWithLocalAs(announcement, neighbor))
          .filter(neighbor -> said.add(announcement.path() + neighbor.as("local-as")))
          .forEach(neighbor -> findings.add(finding(subject, announcement, neighbor)));
    }
    return findings;
  }

  private static boolean beginsWithLocalAs(Announcement announcement, Neighbor neighbor) {
    OptionalLong local = neighbor.as("local-as");
    return local.isEmpty()
        || announcement
            .attributes()
            .asPath()
            .map(path -> path.asNumbers().get(0) == local.getAsLong())
            .orElse(true);
  }

  private static Finding finding(Subject subject, Announcement announcement, Neighbor neighbor) {
    long local = neighbor.as("local-as").orElseThrow();
    return Finding.error(
        "as-path",
        subject.at(announcement.exavip().section().runLine()),
        "the AS path "
            + announcement.path()
            + " does not begin with the local AS "
            + local
            + " of neighbor "
            + neighbor.peer()
            + ": ExaBGP sends it as it is, and the peer drops the route",
        "begin it with " + local + ": --as-path '" + local + " " + local + "'");
  }
}
