package io.exavip.probe;

import io.exavip.probe.tls.Authorities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The certificate authorities that the system trusts; a native executable would not ask for them.
 */
public final class SystemAuthorities {
  /** Where Debian and its kin, Red Hat's, SUSE's and Alpine's systems keep them. */
  private static final List<Path> USUAL =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private static final Logger LOG = Logger.getLogger("exavip.tls");
  private static final AtomicBoolean SAID = new AtomicBoolean();

  /** Made when it is needed. */
  private static final class Own {
    static final Authorities AUTHORITIES = Authorities.ofJava();
  }

  private SystemAuthorities() {}

  /**
   * Whom the system trusts.
   *
   * @return the authorities; where there is no good file of them in a usual place, those that Java
   *     came with, which is said once
   */
  public static Authorities get() {
    return in(USUAL);
  }

  static Authorities in(List<Path> places) {
    for (Path file : places) {
      if (Files.isReadable(file)) {
        try {
          return Authorities.of(file);
        } catch (IllegalArgumentException e) {
          warnOnce(file + ": " + e.getMessage());
        }
      }
    }
    warnOnce("no file of certificate authorities in " + places.get(0));
    return Own.AUTHORITIES;
  }

  private static void warnOnce(String what) {
    if (SAID.compareAndSet(false, true)) {
      LOG.warnf(
          "%s: checks by https without a ca-file trust the authorities that exavip was built with",
          what);
    }
  }
}
