package io.exavip.probe;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * REST clients, one for each way to verify certificates and each timeout, shared by all services.
 */
final class HttpClients {
  /**
   * How many connections there may be to one server: more than the schedule and the deadline let be
   * in flight, since further ones would wait in line. Not without limit, since Vert.x makes an
   * array of this size for each new connection. It is a property: Quarkus sets its own default of
   * 50 after the options have been customized.
   */
  private static final int POOL = 1024;

  private record Kind(HttpCheck.Tls tls, boolean https, Duration timeout) {}

  private final Map<Kind, HttpApi> clients = new ConcurrentHashMap<>();

  /** The client for a check; connecting takes at most the timeout. */
  HttpApi client(HttpCheck check, Duration timeout) {
    boolean https = "https".equals(check.uri().getScheme());
    return clients.computeIfAbsent(new Kind(check.tls(), https, timeout), HttpClients::build);
  }

  private static HttpApi build(Kind kind) {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(URI.create("http://localhost")) // each call names its own URL
        .connectTimeout(kind.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, POOL)
        .disableDefaultMapper(true) // every status is an answer, not an exception
        .followRedirects(false)
        .userAgent("exavip")
        .httpClientOptionsCustomizer(options -> customize(options, kind))
        .httpClientRequestCustomizer(request -> exchange().onRequest(request))
        .register(headers(), ClientRequestFilter.class)
        .build(HttpApi.class);
  }

  private static void customize(HttpClientOptions options, Kind kind) {
    options.setKeepAlive(false); // a fresh connection for each check
    options.setSslHandshakeTimeout(kind.timeout().toMillis());
    options.setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    options.setTrustAll(kind.tls().insecure());
    options.setVerifyHost(!kind.tls().insecure());
    if (kind.https() && !kind.tls().insecure()) {
      trustedCas(kind.tls())
          .ifPresent(
              file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
  }

  /** Sets the check's headers in place of those that the client would send by itself. */
  private static ClientRequestFilter headers() {
    return request -> exchange().setHeaders(request.getHeaders());
  }

  private static Optional<Path> trustedCas(HttpCheck.Tls tls) {
    return tls.caFile().or(SystemAuthorities::file);
  }

  private static HttpExchange exchange() {
    return Vertx.currentContext().getLocal(HttpExchange.class);
  }
}
