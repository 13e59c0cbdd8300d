package io.exavip.probe;

import io.exavip.probe.tls.Authorities;
import io.exavip.probe.tls.CheckTls;
import io.exavip.probe.tls.ClientIdentity;
import io.exavip.probe.tls.Trust;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

/**
 * REST clients, one for each timeout and, with TLS, each name and way to verify it, shared by all
 * services.
 */
final class HttpClients {
  /**
   * How many connections there may be to one server: more than the schedule and the deadline let be
   * in flight, since further ones would wait in line. Not without limit, since Vert.x makes an
   * array of this size for each new connection. It is a property: Quarkus sets its own default of
   * 50 after the options have been customized.
   */
  private static final int POOL = 1024;

  private record Kind(Optional<Tls> tls, Duration timeout) {}

  private record Tls(Trust trust, Optional<ClientIdentity> identity, String certified) {}

  private final Map<Kind, HttpApi> clients = new ConcurrentHashMap<>();

  /**
   * The client for a check; connecting takes at most the timeout. Files are read now, which may
   * wait for a disk. The client itself is made when it is first asked for: that takes milliseconds,
   * and the first service must not wait for those of a thousand others.
   */
  Supplier<HttpApi> client(HttpCheck check, Duration timeout) {
    Kind kind = new Kind(check.isHttps() ? Optional.of(tls(check)) : Optional.empty(), timeout);
    return () -> clients.computeIfAbsent(kind, HttpClients::build);
  }

  /** Whom a check trusts; empty: everybody, or it has no TLS. */
  static Optional<Authorities> authorities(HttpCheck check) {
    return check.isHttps() ? trust(check.tls()).authorities() : Optional.empty();
  }

  private static Tls tls(HttpCheck check) {
    Optional<ClientIdentity> identity =
        check.tls().identity().map(files -> ClientIdentity.of(files.certificate(), files.key()));
    return new Tls(trust(check.tls()), identity, check.certified());
  }

  private static Trust trust(HttpCheck.Tls tls) {
    return tls.insecure()
        ? Trust.EVERYBODY
        : Trust.in(tls.caFile().map(Authorities::of).orElseGet(SystemAuthorities::get));
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
    kind.tls()
        .map(tls -> new CheckTls(tls.trust(), tls.identity(), tls.certified()))
        .ifPresent(tls -> tls.applyTo(options));
  }

  /** Sets the check's headers in place of those that the client would send by itself. */
  private static ClientRequestFilter headers() {
    return request -> exchange().setHeaders(request.getHeaders());
  }

  private static HttpExchange exchange() {
    return Vertx.currentContext().getLocal(HttpExchange.class);
  }
}
