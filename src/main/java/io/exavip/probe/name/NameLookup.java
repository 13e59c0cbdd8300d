package io.exavip.probe.name;

import io.exavip.route.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * What is known of one name. There is at most one look-up of it under way, whoever asks. Once it
 * has resolved, everybody has the last good addresses at once, and they are refreshed behind their
 * back. Thread-safe.
 */
final class NameLookup {
  /** How old an answer gets before it is asked for anew: Java does not tell a record's TTL. */
  static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So old an answer speaks of this instant. */
  private static final long RECENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final Logger LOG = Logger.getLogger("exavip.name");

  private final String name;
  private final Resolver resolver;
  private final Executor threads;
  private final LongSupplier nanos;

  private List<InetAddress> good = List.of();
  private boolean underWay;
  private long startedAt;
  private boolean lost;

  /** For whom the look-up under way speaks, whatever comes of it. */
  private Set<CompletableFuture<List<InetAddress>>> waiting = new LinkedHashSet<>();

  /** Who asked while it was under way: of its failure they want to hear from the next one alone. */
  private Set<CompletableFuture<List<InetAddress>>> late = new LinkedHashSet<>();

  NameLookup(String name, Resolver resolver, Executor threads, LongSupplier nanos) {
    this.name = name;
    this.resolver = resolver;
    this.threads = threads;
    this.nanos = nanos;
  }

  /** The last good addresses; none if the name has never resolved. */
  synchronized List<InetAddress> known() {
    return good;
  }

  /** The addresses; fails if the name has never resolved, and does not now. Never blocks. */
  CompletableFuture<List<InetAddress>> ask() {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    boolean start = false;
    synchronized (this) {
      if (good.isEmpty()) {
        (underWay ? late : waiting).add(answer);
      } else {
        answer.complete(good);
      }
      if (!underWay && (good.isEmpty() || nanos.getAsLong() - startedAt >= AGAIN_NANOS)) {
        underWay = true;
        start = true;
      }
    }
    answer.whenComplete((addresses, error) -> forget(answer)); // also when nobody wants it any more
    if (start) {
      start();
    }
    return answer;
  }

  /**
   * The addresses by a look-up that is no older than an instant. One that takes long is not waited
   * for: the last good ones are all there is then. Never blocks.
   */
  CompletableFuture<List<InetAddress>> renew() {
    CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
    boolean start = false;
    synchronized (this) {
      long age = nanos.getAsLong() - startedAt;
      if (age < RECENT_NANOS && !underWay || age >= Hosts.RENEWAL.toNanos() && underWay) {
        answer.complete(good);
      } else {
        waiting.add(answer);
        start = !underWay;
        underWay = true;
      }
    }
    answer.whenComplete((addresses, error) -> forget(answer));
    if (start) {
      start();
    }
    return answer;
  }

  /** How many wait for an answer. */
  synchronized int askers() {
    return waiting.size() + late.size();
  }

  private synchronized void forget(CompletableFuture<List<InetAddress>> answer) {
    waiting.remove(answer);
    late.remove(answer);
  }

  private void start() {
    synchronized (this) {
      startedAt = nanos.getAsLong();
    }
    try {
      threads.execute(this::lookUp);
    } catch (RejectedExecutionException | OutOfMemoryError e) { // such as: no thread to be had
      ended(List.of(), e);
    }
  }

  private void lookUp() {
    try {
      ended(resolver.resolve(name), new UnknownHostException(name));
    } catch (UnknownHostException e) {
      UnknownHostException unknown = new UnknownHostException(name);
      unknown.initCause(e.getCause()); // such as no descriptor left
      ended(List.of(), unknown);
    } catch (RuntimeException | Error e) {
      ended(List.of(), e);
    }
  }

  private void ended(List<InetAddress> found, Throwable error) {
    List<CompletableFuture<List<InetAddress>>> answered = new ArrayList<>();
    boolean again;
    boolean wasLost;
    synchronized (this) {
      wasLost = lost;
      lost = found.isEmpty() && !good.isEmpty();
      if (!found.isEmpty()) {
        good = List.copyOf(found);
        answered.addAll(late);
        late.clear();
      }
      answered.addAll(waiting);
      waiting = late;
      late = new LinkedHashSet<>();
      again = !waiting.isEmpty();
      underWay = again;
    }
    if (found.isEmpty()) {
      answered.forEach(answer -> answer.completeExceptionally(error));
    } else {
      answered.forEach(answer -> answer.complete(found));
    }
    if (again) {
      start();
    }
    tell(wasLost);
  }

  private void tell(boolean wasLost) {
    boolean isLost;
    InetAddress first;
    synchronized (this) {
      isLost = lost;
      first = good.isEmpty() ? null : good.get(0);
    }
    if (isLost && !wasLost) {
      LOG.warnf(
          "%s does not resolve any more: its last address is used, %s",
          name, IpLiteral.text(first));
    } else if (wasLost && !isLost) {
      LOG.infof("%s resolves again, to %s", name, IpLiteral.text(first));
    }
  }
}
