package io.exavip.probe.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate authorities that a check trusts. Each file is read once for all who name it, and
 * again when it has been replaced.
 */
public final class Authorities {
  private static final Map<Path, Authorities> OF_FILES = new ConcurrentHashMap<>();

  private final Supplier<X509ExtendedTrustManager> current;
  private final Supplier<CompletableFuture<Boolean>> look;
  private final Supplier<X509ExtendedTrustManager> load;

  private Authorities(Path file) {
    FileValue<X509ExtendedTrustManager> value =
        new FileValue<>(
            List.of(file), contents -> trusting(CertificateReader.read(contents.get(0))));
    current = value::current;
    look = value::look;
    load = value::load;
  }

  private Authorities(X509ExtendedTrustManager fixed) {
    current = () -> fixed;
    look = () -> CompletableFuture.completedFuture(false);
    load = current;
  }

  /**
   * Those of a file; it is read, unless it is as it was when it was last read. Blocks.
   *
   * @param file certificates: PEM, DER or PKCS#7
   * @return the authorities, one and the same for a path
   * @throws IllegalArgumentException with the reason if the file is not good
   */
  public static Authorities of(Path file) {
    Path path = file.toAbsolutePath().normalize();
    Authorities authorities = OF_FILES.computeIfAbsent(path, Authorities::new);
    authorities.load.get();
    return authorities;
  }

  /**
   * Those that Java trusts by itself; in a native executable those of the machine that built it.
   *
   * @return the authorities
   */
  public static Authorities ofJava() {
    try {
      return new Authorities(managerOf(null));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PKIX", e);
    }
  }

  /** What verifies chains of certificates now. Never blocks. */
  X509ExtendedTrustManager current() {
    return current.get();
  }

  /**
   * Has the file looked at now. Never blocks.
   *
   * @return true, once it has been, if it has changed
   */
  public CompletableFuture<Boolean> look() {
    return look.get();
  }

  private static X509ExtendedTrustManager trusting(List<X509Certificate> certificates)
      throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (X509Certificate certificate : certificates) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      return managerOf(store);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }

  private static X509ExtendedTrustManager managerOf(KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new IllegalStateException("every PKIX is of X.509");
  }
}
