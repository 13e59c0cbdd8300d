package io.exavip.probe.name;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Finds the addresses of hosts. Nobody waits for the look-up of another name: each has a thread of
 * its own while it is looked up, so that there are at most as many threads, hanging or not, as
 * there are names; a name is asked for once at a time, and once a second at most. IP addresses and
 * localhost need no look-up. Thread-safe.
 */
public final class Hosts implements AutoCloseable {
  /** The most addresses of a name that are tried. */
  public static final int MOST_ADDRESSES = 8;

  /** What a look-up may take where an answer of this instant is wanted. */
  public static final Duration RENEWAL = Duration.ofMillis(250);

  private static final long IDLE_THREAD_SECONDS = 5;

  private final Resolver resolver;
  private final LongSupplier nanos;
  private final ThreadPoolExecutor threads;
  private final Map<String, NameLookup> names = new ConcurrentHashMap<>();

  /**
   * Knows nothing yet.
   *
   * @param resolver looks names up
   * @param nanos monotonic time in nanoseconds
   */
  public Hosts(Resolver resolver, LongSupplier nanos) {
    this.resolver = resolver;
    this.nanos = nanos;
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // in fact one for each name at most
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "exavip-name-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The addresses of a host as far as they are known without asking anybody.
   *
   * @param host a name, or an IP address without brackets
   * @return at most {@link #MOST_ADDRESSES}; none if the name has not resolved yet
   */
  public List<InetAddress> known(String host) {
    return fixed(host)
        .orElseGet(
            () ->
                Optional.ofNullable(names.get(key(host))).map(NameLookup::known).orElse(List.of()));
  }

  /**
   * Finds the addresses of a host. For a name that has resolved before they are there at once, from
   * the last look-up that found any, be it old.
   *
   * @param host a name, or an IP address without brackets
   * @return at most {@link #MOST_ADDRESSES} in the order in which to try them, at least one; or a
   *     {@link UnknownHostException} with the name if it has never resolved. Cancelling it is
   *     enough to be forgotten
   */
  public CompletableFuture<List<InetAddress>> addresses(String host) {
    Optional<List<InetAddress>> fixed = fixed(host);
    return fixed.isPresent()
        ? CompletableFuture.completedFuture(fixed.get())
        : lookup(key(host)).ask();
  }

  /**
   * Looks a host up once more if it has a name, since nobody was there at the addresses known.
   *
   * @param host a name that has resolved, or an IP address without brackets
   * @return what the name service says in this instant; what was known where that takes longer than
   *     {@link #RENEWAL}, which is the caller's to watch, or took so long the last time; empty
   *     where there is nothing to look up
   */
  public Optional<CompletableFuture<List<InetAddress>>> renewed(String host) {
    return fixed(host).isPresent() ? Optional.empty() : Optional.of(lookup(key(host)).renew());
  }

  /** Looks nothing up any more; a look-up that hangs is left to hang. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** How many threads there are, at work or idle. */
  int threads() {
    return threads.getPoolSize();
  }

  NameLookup lookup(String name) {
    return names.computeIfAbsent(name, key -> new NameLookup(key, this::first, threads, nanos));
  }

  private List<InetAddress> first(String name) throws UnknownHostException {
    List<InetAddress> all = resolver.resolve(name);
    return all.subList(0, Math.min(MOST_ADDRESSES, all.size()));
  }

  private static Optional<List<InetAddress>> fixed(String host) {
    String name = key(host);
    return name.equals("localhost") || name.endsWith(".localhost")
        ? Optional.of(loopback())
        : IpLiteral.parse(name).map(List::of);
  }

  /**
   * As RFC 6761 wants it, and curl and the browsers do. No constant: the native executable is built
   * with the values of constants, and an address cannot be one of them.
   */
  private static List<InetAddress> loopback() {
    return List.of(
        IpLiteral.parse("127.0.0.1").orElseThrow(), IpLiteral.parse("::1").orElseThrow());
  }

  private static String key(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
