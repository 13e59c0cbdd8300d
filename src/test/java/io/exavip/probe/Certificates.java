package io.exavip.probe;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates made for the tests: of an own authority {@code good} for 127.0.0.1 and localhost,
 * {@code stranger} for another host, {@code expired}, {@code nameless} with localhost as its CN
 * alone, {@code client}; and {@code selfsigned} of nobody.
 */
public final class Certificates {
  private static final String PASSWORD = "password";

  private static Certificates made;

  private final Path folder;
  private final Path store;

  private Certificates() throws IOException {
    folder = Files.createTempDirectory("exavip-certificates");
    folder.toFile().deleteOnExit();
    store = folder.resolve("store.p12");
    store.toFile().deleteOnExit();
    generate("authority", "CN=Test Authority", "-ext", "bc:critical");
    String here = "san=ip:127.0.0.1,ip:0:0:0:0:0:0:0:1,dns:localhost";
    generate("good", "CN=good", "-signer", "authority", "-ext", here);
    generate("stranger", "CN=stranger", "-signer", "authority", "-ext", "san=dns:www.example.com");
    generate("expired", "CN=expired", "-signer", "authority", "-ext", here, "-startdate", "-30d");
    generate("selfsigned", "CN=selfsigned", "-ext", here);
    generate("nameless", "CN=localhost", "-signer", "authority");
    generate("client", "CN=client", "-signer", "authority");
    keytool("-exportcert", "-rfc", "-alias", "authority", "-file", authority().toString());
    authority().toFile().deleteOnExit();
  }

  /** The certificates, made when they are first needed. */
  public static synchronized Certificates get() {
    try {
      if (made == null) {
        made = new Certificates();
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The authority's certificate, PEM. */
  public Path authority() {
    return folder.resolve("authority.pem");
  }

  /** A certificate with its key after it, PEM. */
  public Path pem(String name) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(in, PASSWORD.toCharArray());
      Path file = folder.resolve(name + ".pem");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          block("CERTIFICATE", all.getCertificate(name).getEncoded())
              + block("PRIVATE KEY", all.getKey(name, PASSWORD.toCharArray()).getEncoded()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String block(String label, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  /** Makes server sockets that show one of the certificates. */
  public ServerSocketFactory server(String name) {
    return context(name).getServerSocketFactory();
  }

  /** What shows one of the certificates and trusts the authority. */
  public SSLContext context(String name) {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore all = KeyStore.getInstance("PKCS12");
      all.load(in, PASSWORD.toCharArray());
      KeyStore one = KeyStore.getInstance("PKCS12");
      one.load(null, null);
      PrivateKey key = (PrivateKey) all.getKey(name, PASSWORD.toCharArray());
      one.setKeyEntry(name, key, PASSWORD.toCharArray(), all.getCertificateChain(name));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(one, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", all.getCertificate("authority"));
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void generate(String name, String subject, String... more) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-genkeypair", "-alias", name, "-dname", subject));
    words.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "20"));
    words.addAll(List.of(more));
    keytool(words.toArray(String[]::new));
  }

  private void keytool(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-Xshare:auto"));
    command.addAll(List.of(words));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
