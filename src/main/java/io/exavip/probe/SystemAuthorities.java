package io.exavip.probe;

import io.exavip.probe.tls.Authorities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The certificate authorities that the system trusts; a native executable would not ask for them.
 */
public final class SystemAuthorities {
  /** Where Debian and its kin keep them. */
  private static final Path DEBIAN = Path.of("/etc/ssl/certs/ca-certificates.crt");

  private static final Logger LOG = Logger.getLogger("exavip.tls");

  private SystemAuthorities() {}

  /**
   * Whom the system trusts.
   *
   * @return the authorities; Java's own where there is no file of them in the usual place
   */
  public static Authorities get() {
    try {
      return file().map(Authorities::of).orElseGet(Authorities::ofJava);
    } catch (IllegalArgumentException e) {
      LOG.warnf("%s: %s: Java's own authorities are trusted", DEBIAN, e.getMessage());
      return Authorities.ofJava();
    }
  }

  private static Optional<Path> file() {
    return Optional.of(DEBIAN).filter(Files::isReadable);
  }
}
