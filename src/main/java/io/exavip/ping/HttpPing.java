package io.exavip.ping;

import io.exavip.probe.AddressRace;
import io.exavip.probe.Reach;
import io.exavip.probe.SystemAuthorities;
import io.exavip.probe.name.Hosts;
import io.exavip.probe.name.SystemResolver;
import io.exavip.probe.tls.CheckTls;
import io.exavip.probe.tls.Trust;
import io.exavip.time.ThreadTimeline;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one HTTP request after the other, each on a new connection, without waiting for any. Names
 * and certificates are those of checks: see {@link Hosts} and {@link CheckTls}.
 */
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
  private final ThreadTimeline timeline = new ThreadTimeline("exavip-addresses", e -> {});
  private final Hosts hosts = new Hosts(new SystemResolver(), System::nanoTime);
  private final Reach reach = new Reach(hosts, timeline);
  private final HttpClient client;
  private final Context eventLoop;

  HttpPing(Vertx vertx, PingPlan plan) {
    this.vertx = vertx;
    this.plan = plan;
    this.client = vertx.createHttpClient(options());
    this.eventLoop = vertx.getOrCreateContext(); // one is enough for a probe each millisecond
  }

  /**
   * Finds the host's addresses, for two seconds at most. On a JVM it also sends one request that
   * does not count: the first loads most of the HTTP client's classes, which can take longer than a
   * timeout. Blocks.
   */
  void prepare() {
    awaitAddresses();
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
    timeline.close();
    hosts.close();
    client.close();
  }

  private void awaitAddresses() {
    try {
      hosts.addresses(host()).get(WARM_UP.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // The probes will say so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Reply> send(Duration timeout) {
    Moment start = Moment.now();
    CompletableFuture<Reply> reply =
        reach.first(host(), timeout, failures(start), target -> exchange(target, start, timeout));
    if (hosts.known(host()).isEmpty() && !reply.isDone()) {
      Reply late = Reply.lost("timeout", 0, start, timeout.toNanos());
      return reply.completeOnTimeout(late, timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
    return reply; // the exchange keeps the time
  }

  private PingExchange exchange(InetAddress target, Moment start, Duration timeout) {
    PingExchange exchange = new PingExchange(vertx, eventLoop, start, timeout);
    eventLoop.runOnContext(started -> exchange.start(client, request(target)));
    return exchange;
  }

  private static AddressRace.Failures<Reply> failures(Moment start) {
    return new AddressRace.Failures<>() {
      @Override
      public Reply failure(String reason) {
        return Reply.lost(reason, 0, start, System.nanoTime() - start.nanos());
      }

      @Override
      public String reason(Reply outcome) {
        return outcome.text();
      }
    };
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
            .setConnectTimeout(millis);
    if (plan.interval().compareTo(PORTS_RUN_OUT) < 0) {
      options.setSoLinger(0);
    }
    if (isHttps()) {
      Trust trust = plan.insecure() ? Trust.EVERYBODY : Trust.in(SystemAuthorities.get());
      new CheckTls(trust, Optional.empty(), host()).applyTo(options);
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
