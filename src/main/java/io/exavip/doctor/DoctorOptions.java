package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.route.Prefix;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user wants to be looked at.
 *
 * @param cloud whose route server it is; empty: Azure where a neighbor has Azure's AS number
 * @param vnet the network that the VIP must not be in
 * @param reachPeers whether the peers' TCP port is tried
 * @param exabgp ExaBGP's program; empty: the unit's, or the first on the path
 */
public record DoctorOptions(
    Optional<Cloud> cloud, Optional<Prefix> vnet, boolean reachPeers, Optional<Path> exabgp) {}
