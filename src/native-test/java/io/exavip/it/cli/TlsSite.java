package io.exavip.it.cli;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.exavip.it.fabric.Exec;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A web site behind TLS, on every loopback address, with a certificate for localhost alone. */
final class TlsSite implements AutoCloseable {
  private static final String PASSWORD = "password";

  private final Path certificate;
  private final HttpsServer server;

  TlsSite(Path folder) throws IOException, GeneralSecurityException {
    Path store = folder.resolve("store.p12");
    certificate = folder.resolve("ca.pem");
    keytool(
        store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=test", "-ext", "san=dns:localhost");
    keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
    server = HttpsServer.create(new InetSocketAddress("::", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /** The certificate, PEM; it is its own authority. */
  String certificate() {
    return certificate.toString();
  }

  String url(String host) {
    return "https://" + host + ":" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(Path store, String... arguments) {
    String[] command = {
      "keytool", "-keystore", store.toString(), "-storepass", PASSWORD, "-alias", "a"
    };
    String[] all = Arrays.copyOf(command, command.length + arguments.length);
    System.arraycopy(arguments, 0, all, command.length, arguments.length);
    Exec.run(all);
  }
}
