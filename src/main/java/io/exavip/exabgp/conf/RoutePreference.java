package io.exavip.exabgp.conf;

import io.exavip.cloud.Cloud;
import io.exavip.cloud.Preference;
import java.util.Collections;
import java.util.List;

/**
 * What makes the primary's route the better one of the two.
 *
 * @param role which VM it is
 * @param cloud whose route servers choose
 * @param localAs the VM's AS
 * @param prepend how often the local AS is put in front of itself; 0 where the MED decides
 */
record RoutePreference(Role role, Cloud cloud, long localAs, int prepend) {
  private static final int PRIMARY_MED = 100;
  private static final int SECONDARY_MED = 200;

  boolean isByMed() {
    return cloud.preference() == Preference.MED;
  }

  int med() {
    return role == Role.PRIMARY ? PRIMARY_MED : SECONDARY_MED;
  }

  /** How many AS numbers the announced path has. */
  int pathLength() {
    return prepend + 1;
  }

  String path() {
    return String.join(" ", Collections.nCopies(pathLength(), Long.toString(localAs)));
  }

  /** The arguments of {@code exavip run} that say so; none if ExaBGP's own path will do. */
  List<String> arguments() {
    if (isByMed()) {
      return List.of("--metric", Integer.toString(med()));
    }
    return prepend == 0 ? List.of() : List.of("--as-path", path());
  }
}
