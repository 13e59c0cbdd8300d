package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.exabgp.conf.Role;
import io.exavip.route.Prefix;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user wants to be looked at.
 *
 * @param cloud whose route server it is; empty: Azure where a neighbor has Azure's AS number
 * @param vnets the networks that no VIP must be in; none: that of the cloud's documented set-up,
 *     where a neighbor's local address is in it
 * @param reachPeers whether the peers' TCP port is tried
 * @param exabgp ExaBGP's program; empty: the unit's, or the first on the path
 * @param role which VM of the pair the file is for; empty: whichever is preferred is the primary
 */
public record DoctorOptions(
    Optional<Cloud> cloud,
    List<Prefix> vnets,
    boolean reachPeers,
    Optional<Path> exabgp,
    Optional<Role> role) {
  /** Copies the list. */
  public DoctorOptions {
    vnets = List.copyOf(vnets);
  }
}
