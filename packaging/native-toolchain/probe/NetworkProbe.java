import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.File;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import jdk.net.ExtendedSocketOptions;

/** The checks of the C libraries behind sockets, names, HTTP and TLS. */
final class NetworkProbe {
  private NetworkProbe() {}

  static Object sockets() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform()
          .start(
              () -> {
                try (Socket s = server.accept()) {
                  s.getOutputStream().write(s.getInputStream().read());
                } catch (Exception e) {
                  e.printStackTrace();
                }
              });
      try (Socket s = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
        s.setSoTimeout(5000);
        s.setTcpNoDelay(true);
        s.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 30);
        s.getOutputStream().write(42);
        Probe.must(s.getInputStream().read() == 42, "echo");
      }
      try (SocketChannel c = SocketChannel.open()) {
        c.setOption(StandardSocketOptions.SO_RCVBUF, 8192);
        Probe.must(c.supportedOptions().size() > 3, "options");
      }
      try (Socket s = new Socket("127.0.0.1", 1)) {
        throw new IllegalStateException("connected");
      } catch (ConnectException e) {
        return e.getMessage();
      }
    }
  }

  static Object names() throws Exception {
    return InetAddress.getByName("localhost")
        + " "
        + InetAddress.getLocalHost().getHostName()
        + " "
        + NetworkInterface.networkInterfaces().map(NetworkInterface::getName).toList();
  }

  static Object unknownHost() throws Exception {
    try {
      return InetAddress.getByName("no.such.name.invalid").isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return "refused"; // by which words depends on the machine's resolver
    }
  }

  static Object http() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        x -> {
          byte[] body = ("hello " + x.getRequestMethod()).getBytes();
          x.sendResponseHeaders(200, body.length);
          x.getResponseBody().write(body);
          x.close();
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + server.getAddress().getPort() + "/"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      var url =
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")
              .toURL()
              .openConnection();
      return response.statusCode()
          + " "
          + response.body()
          + " "
          + new String(url.getInputStream().readAllBytes());
    } finally {
      server.stop(0);
    }
  }

  static Object https() throws Exception {
    String store = System.getenv("PROBE_KEYSTORE");
    var keys = KeyStore.getInstance(new File(store), "changeit".toCharArray());
    var km = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    km.init(keys, "changeit".toCharArray());
    var tm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    tm.init(keys);
    var tls = SSLContext.getInstance("TLS");
    tls.init(km.getKeyManagers(), tm.getTrustManagers(), null);
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        x -> {
          x.sendResponseHeaders(200, 2);
          x.getResponseBody().write("ok".getBytes());
          x.close();
        });
    server.start();
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      var response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:" + server.getAddress().getPort() + "/"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return response.body()
          + " "
          + response.sslSession().get().getProtocol()
          + " "
          + response.sslSession().get().getCipherSuite()
          + " roots "
          + ((X509TrustManager) defaultTrust()).getAcceptedIssuers().length;
    } finally {
      server.stop(0);
    }
  }

  private static TrustManager defaultTrust() throws Exception {
    var tm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    tm.init((KeyStore) null);
    return tm.getTrustManagers()[0];
  }
}
