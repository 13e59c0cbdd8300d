package io.exavip.doctor;

import io.exavip.cloud.Cloud;
import io.exavip.exabgp.conf.ExaBgpConf;
import io.exavip.exabgp.conf.Neighbor;
import io.exavip.exabgp.conf.Where;
import io.exavip.exabgp.install.ExaBgpInstallation;
import io.exavip.host.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the rules look at.
 *
 * @param own this host's configuration
 * @param other that of the other VM of the pair
 * @param installation ExaBGP on this host
 * @param host this host
 * @param options what the user wants to be looked at
 */
record Subject(
    Configured own,
    Optional<Configured> other,
    ExaBgpInstallation installation,
    Host host,
    DoctorOptions options) {
  ExaBgpConf conf() {
    return own.conf();
  }

  List<Neighbor> neighbors() {
    return own.conf().neighbors();
  }

  List<ExavipProcess> exavips() {
    return own.exavips();
  }

  Where at(int line) {
    return own.at(line);
  }

  /** ExaBGP's program: the one that the user names, or the one that is found. */
  Optional<Path> exabgp() {
    return options.exabgp().map(Path::toAbsolutePath).or(installation::program);
  }

  /** The cloud that the user names, or the one whose AS number a neighbor has. */
  Optional<Cloud> cloud() {
    boolean azure =
        neighbors().stream().anyMatch(n -> n.as("peer-as").equals(Cloud.AZURE.routeServerAs()));
    return options.cloud().or(() -> azure ? Optional.of(Cloud.AZURE) : Optional.empty());
  }
}
