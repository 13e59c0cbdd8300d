package io.exavip.probe.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate that checks show to servers, with its key. Each is read once for all who name it,
 * and again when it has been replaced.
 */
public final class ClientIdentity {
  private record Files(Path certificate, Path key) {}

  private static final Map<Files, ClientIdentity> OF_FILES = new ConcurrentHashMap<>();

  /** Algorithms of keys, with one of signatures for each. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

  private final FileValue<KeyManager[]> value;

  private ClientIdentity(Files files) {
    value =
        new FileValue<>(
            List.of(files.certificate(), files.key()),
            contents -> managers(contents.get(0), contents.get(1)));
  }

  /**
   * That of two files; they are read, unless they are as they were when they were last read.
   * Blocks.
   *
   * @param certificate PEM: the certificate, and those between it and the authority
   * @param key PEM: the key without a password, PKCS#8, PKCS#1 or SEC 1; may be the same file
   * @return the identity, one and the same for the paths
   * @throws IllegalArgumentException with the reason if they are not good, or no pair
   */
  public static ClientIdentity of(Path certificate, Path key) {
    Files files =
        new Files(certificate.toAbsolutePath().normalize(), key.toAbsolutePath().normalize());
    ClientIdentity identity = OF_FILES.computeIfAbsent(files, ClientIdentity::new);
    identity.value.load();
    return identity;
  }

  /** What shows it now. Never blocks. */
  KeyManager[] current() {
    return value.current();
  }

  private static KeyManager[] managers(byte[] certificate, byte[] key)
      throws GeneralSecurityException {
    CertificateReader.read(certificate);
    KeyManager[] managers = read(certificate, key);
    for (String algorithm : SIGNATURES.keySet()) {
      X509KeyManager manager = (X509KeyManager) managers[0];
      String[] aliases = manager.getClientAliases(algorithm, null);
      if (aliases != null && aliases.length > 0) {
        PublicKey shown = manager.getCertificateChain(aliases[0])[0].getPublicKey();
        if (!isPair(manager.getPrivateKey(aliases[0]), shown)) {
          throw new IllegalArgumentException("the key is not that of the certificate");
        }
        return managers;
      }
    }
    throw new IllegalArgumentException("neither an RSA nor an EC certificate");
  }

  private static KeyManager[] read(byte[] certificate, byte[] key) {
    try {
      return new PemKeyCertOptions()
          .addCertValue(Buffer.buffer(certificate))
          .addKeyValue(Buffer.buffer(key))
          .getKeyManagerFactory(null) // it is asked for files alone
          .getKeyManagers();
    } catch (Exception e) { // declared so
      throw new IllegalArgumentException("no private key that can be read", e);
    }
  }

  private static boolean isPair(PrivateKey key, PublicKey shown) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
      return false;
    }
    byte[] probe = {1, 2, 3};
    Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
    signature.initSign(key);
    signature.update(probe);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(probe);
    return signature.verify(signed);
  }
}
