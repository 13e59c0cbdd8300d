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

  @Override
  public boolean equals(Object other) {
    return other instanceof RouteAttributes attributes
        && asPath.equals(attributes.asPath)
        && med.equals(attributes.med)
        && communities.equals(attributes.communities)
        && largeCommunities.equals(attributes.largeCommunities)
        && extendedCommunities.equals(attributes.extendedCommunities);
  }

  @Override
  public int hashCode() {
    return Objects.hash(asPath, med, communities, largeCommunities, extendedCommunities);
  }
}
