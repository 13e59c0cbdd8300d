package io.exavip.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The certificate authorities that the system trusts; a native executable would not ask for them.
 */
public final class SystemAuthorities {
  /** Where Debian and its kin keep them. */
  private static final Path DEBIAN = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private SystemAuthorities() {}

  /**
   * Their certificates.
   *
   * @return a PEM file; empty if there is none in the usual place
   */
  public static Optional<Path> file() {
    return Optional.of(DEBIAN).filter(Files::isReadable);
  }
}
