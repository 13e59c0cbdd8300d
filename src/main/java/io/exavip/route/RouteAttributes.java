package io.exavip.route;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The BGP attributes of an announcement. Absent attributes are left to ExaBGP.
 *
 * @param asPath the AS path; absent: the local AS alone
 * @param med the MULTI_EXIT_DISC, 0 to 4294967295 (RFC 4271)
 * @param communities standard communities (RFC 1997)
 * @param largeCommunities large communities (RFC 8092)
 * @param extendedCommunities extended communities (RFC 4360)
 */
public record RouteAttributes(
    Optional<AsPath> asPath,
    OptionalLong med,
    List<String> communities,
    List<String> largeCommunities,
    List<String> extendedCommunities) {
  /** No attribute but those that ExaBGP sets by itself. */
  public static final RouteAttributes NONE =
      new RouteAttributes(Optional.empty(), OptionalLong.empty(), List.of(), List.of(), List.of());

  /** The highest MED, an unsigned 32-bit number. */
  public static final long MAX_MED = 4294967295L;

  /**
   * Copies the lists and checks the MED.
   *
   * @throws IllegalArgumentException if the MED is out of range
   */
  public RouteAttributes {
    communities = List.copyOf(communities);
    largeCommunities = List.copyOf(largeCommunities);
    extendedCommunities = List.copyOf(extendedCommunities);
    if (med.isPresent() && (med.getAsLong() < 0 || med.getAsLong() > MAX_MED)) {
      throw new IllegalArgumentException("a MED is 0 to " + MAX_MED);
    }
  }

  /**
   * The same attributes with another MED.
   *
   * @param value the MED, 0 to 4294967295
   * @return the new attributes
   */
  public RouteAttributes withMed(long value) {
    return new RouteAttributes(
        asPath, OptionalLong.of(value), communities, largeCommunities, extendedCommunities);
  }

  /**
   * Whether the communities of all kinds are the same.
   *
   * @param other the other attributes
   * @return true if so
   */
  public boolean hasCommunitiesOf(RouteAttributes other) {
    return communities.equals(other.communities)
        && largeCommunities.equals(other.largeCommunities)
        && extendedCommunities.equals(other.extendedCommunities);
  }

  /**
   * How many AS numbers a peer sees.
   *
   * @return the length of the path, 1 to 255; without one ExaBGP sends the local AS alone
   */
  public int pathLength() {
    return asPath.map(path -> path.asNumbers().size()).orElse(1);
  }

  /**
   * Whether a peer that hears both would take this one for its AS path or, at the same length, for
   * its MED; an absent MED counts as the lowest (RFC 4271, 9.1.2.2 a and c).
   *
   * @param other the other one
   * @return below zero if this one is preferred, above if the other one is, 0 if neither
   */
  public int comparePreference(RouteAttributes other) {
    int byPath = Integer.compare(pathLength(), other.pathLength());
    return byPath != 0 ? byPath : Long.compare(med.orElse(0), other.med.orElse(0));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteAttributes attributes
        && asPath.equals(attributes.asPath)
        && med.equals(attributes.med)
        && hasCommunitiesOf(attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(asPath, med, communities, largeCommunities, extendedCommunities);
  }
}
