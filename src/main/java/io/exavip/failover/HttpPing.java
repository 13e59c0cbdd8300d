package io.exavip.failover;

import io.exavip.probe.SystemAuthorities;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Sends one HTTP request after the other, each on a new connection, without waiting for any. */
final class HttpPing implements AutoCloseable {
  /**
   * More connections than can be open at a time. Not more than that: the client makes an array of
   * this size anew for nearly every probe.
   */
  private static final long SPARE_CONNECTIONS = 64;

  /** Below this a closed connection's minute in TIME_WAIT would use up the local ports. */
  private static final Duration PORTS_RUN_OUT = Duration.ofMillis(5);

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final PingPlan plan;
  private final ThreadTimeline resolver = new ThreadTimeline("exavip-resolver", e -> {});
  private final TargetAddress address;
  private final HttpClient client;
  private final Context eventLoop;

  HttpPing(Vertx vertx, PingPlan plan) {
    this.vertx = vertx;
    this.plan = plan;
    this.address = new TargetAddress(host(), resolver);
    this.client = vertx.createHttpClient(options());
    this.eventLoop = vertx.getOrCreateContext(); // one is enough for a probe each millisecond
  }

  /**
   * Finds the host's address. On a JVM it also sends one request that does not count: the first
   * loads most of the HTTP client's classes, which can take longer than a timeout. Blocks.
   */
  void prepare() {
    address.start();
    if (System.getProperty("org.graalvm.nativeimage.imagecode") == null) {
      send(WARM_UP).join();
    }
  }

  /**
   * Sends a request.
   *
   * @return what becomes of it; complete after the timeout at the latest, never exceptionally
   */
  CompletableFuture<Reply> send() {
    return send(plan.timeout());
  }

  @Override
  public void close() {
    resolver.close();
    client.close();
  }

  private CompletableFuture<Reply> send(Duration timeout) {
    Moment start = Moment.now();
    Optional<InetAddress> target = address.get();
    if (target.isEmpty()) {
      String reason = "name does not resolve: " + host();
      return CompletableFuture.completedFuture(Reply.lost(reason, 0, start, 0));
    }
    PingExchange exchange = new PingExchange(vertx, start, timeout);
    eventLoop.runOnContext(started -> exchange.start(client, request(target.get())));
    return exchange.reply();
  }

  private RequestOptions request(InetAddress target) {
    URI url = plan.url();
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(target, port())))
        .setHost(host())
        .setPort(port())
        .setSsl(isHttps())
        .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
        .putHeader("Host", url.getRawAuthority())
        .putHeader("User-Agent", "exavip");
  }

  private HttpClientOptions options() {
    int millis = Math.toIntExact(Math.max(plan.timeout().toMillis(), WARM_UP.toMillis()));
    long atATime = plan.timeout().toNanos() / plan.interval().toNanos();
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false) // a new connection for each probe
            .setMaxPoolSize((int) Math.min(PingRun.MAX_OPEN, atATime + SPARE_CONNECTIONS))
            .setConnectTimeout(millis)
            .setTrustAll(plan.insecure())
            .setVerifyHost(!plan.insecure());
    if (plan.interval().compareTo(PORTS_RUN_OUT) < 0) {
      options.setSoLinger(0);
    }
    if (isHttps() && !plan.insecure()) {
      SystemAuthorities.file()
          .ifPresent(
              file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    }
    return options;
  }

  private boolean isHttps() {
    return "https".equalsIgnoreCase(plan.url().getScheme());
  }

  private int port() {
    int port = plan.url().getPort();
    return port > 0 ? port : isHttps() ? 443 : 80;
  }

  private String host() {
    return plan.url().getHost().replaceAll("[\\[\\]]", "");
  }
}
