package io.exavip.probe;

import io.exavip.route.IpLiteral;
import io.exavip.time.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tries the addresses of a host, as a browser does (RFC 8305): the next one at once where the one
 * before fails, and beside it where it takes its time. The first that gets a connection is the one
 * whose outcome counts; the others are given up.
 *
 * @param <R> an outcome
 */
public final class AddressRace<R> {
  /** How long an address is tried before the next one is tried beside it. */
  private static final Duration STAGGER = Duration.ofMillis(150);

  /**
   * What is tried at one address.
   *
   * @param <R> its outcome
   */
  public interface Attempt<R> {
    /**
     * Whether there is a connection.
     *
     * @return complete as soon as there is
     */
    CompletableFuture<Void> connected();

    /**
     * What comes of it.
     *
     * @return the outcome; cancelling it releases what the attempt holds
     */
    CompletableFuture<R> result();
  }

  /**
   * How outcomes tell of failures.
   *
   * @param <R> an outcome
   */
  public interface Failures<R> {
    /**
     * Makes one.
     *
     * @param reason why
     * @return the outcome
     */
    R failure(String reason);

    /**
     * Makes one.
     *
     * @param error what an attempt ended with
     * @return the outcome
     */
    default R failure(Throwable error) {
      return failure(FailureReason.of(error));
    }

    /**
     * Makes one of those at all addresses.
     *
     * @param outcomes those
     * @param reason why, of all of them
     * @return the outcome
     */
    default R together(Collection<R> outcomes, String reason) {
      return failure(reason);
    }

    /**
     * Reads one.
     *
     * @param outcome of a failure
     * @return why
     */
    String reason(R outcome);
  }

  private final Iterator<InetAddress> rest;
  private final Function<InetAddress, Attempt<R>> tries;
  private final Failures<R> failures;
  private final Timeline timeline;
  private final long staggerNanos;
  private final CompletableFuture<R> outcome = new CompletableFuture<>();

  // These are guarded by this.
  private final List<Attempt<R>> running = new ArrayList<>();
  private int open;
  private final Map<InetAddress, R> failed = new LinkedHashMap<>();
  private Attempt<R> winner;
  private Timeline.Scheduled next = () -> {};

  private AddressRace(
      List<InetAddress> addresses,
      Function<InetAddress, Attempt<R>> tries,
      Failures<R> failures,
      Duration deadline,
      Timeline timeline) {
    this.rest = addresses.iterator();
    this.tries = tries;
    this.failures = failures;
    this.timeline = timeline;
    // Within a short deadline, too, each of them has its turn.
    Duration share = deadline.dividedBy(addresses.size() + 1L);
    this.staggerNanos = (share.compareTo(STAGGER) < 0 ? share : STAGGER).toNanos();
  }

  /**
   * Starts.
   *
   * @param addresses at least one, in the order in which they are tried
   * @param tries starts an attempt at one of them; called on any thread
   * @param failures how outcomes tell of failures
   * @param <R> an outcome
   * @param deadline the time there is for all of it
   * @param timeline keeps the times
   * @return the outcome of the one that got a connection, or why there is none
   */
  static <R> CompletableFuture<R> start(
      List<InetAddress> addresses,
      Function<InetAddress, Attempt<R>> tries,
      Failures<R> failures,
      Duration deadline,
      Timeline timeline) {
    if (addresses.size() == 1) {
      return tries.apply(addresses.get(0)).result();
    }
    AddressRace<R> race = new AddressRace<>(addresses, tries, failures, deadline, timeline);
    race.outcome.whenComplete((result, error) -> race.end());
    race.tryNext();
    return race.outcome;
  }

  private void tryNext() {
    InetAddress address;
    synchronized (this) {
      next.cancel();
      if (winner != null || outcome.isDone() || !rest.hasNext()) {
        return;
      }
      address = rest.next();
      open++;
    }
    Attempt<R> attempt = tries.apply(address);
    synchronized (this) {
      running.add(attempt);
      if (rest.hasNext()) {
        next = timeline.after(staggerNanos, this::tryNext);
      }
    }
    attempt.connected().thenRun(() -> won(attempt));
    attempt.result().whenComplete((result, error) -> ended(attempt, address, result, error));
    if (outcome.isDone()) {
      attempt.result().cancel(true); // it was while this one started
    }
  }

  private void won(Attempt<R> attempt) {
    List<Attempt<R>> losers;
    synchronized (this) {
      if (winner == null) {
        winner = attempt;
        next.cancel();
        losers = running.stream().filter(other -> other != attempt).toList();
      } else {
        losers = List.of(attempt);
      }
    }
    losers.forEach(loser -> loser.result().cancel(true));
  }

  private void ended(Attempt<R> attempt, InetAddress address, R result, Throwable error) {
    R all;
    synchronized (this) {
      running.remove(attempt);
      open--;
      if (winner == attempt) {
        all = error == null ? result : failures.failure(error);
      } else if (winner != null) {
        return;
      } else {
        failed.put(address, error == null ? result : failures.failure(error));
        all = rest.hasNext() || open > 0 ? null : failures.together(failed.values(), reason());
      }
    }
    if (all == null) {
      tryNext();
    } else {
      outcome.complete(all);
    }
  }

  private String reason() {
    List<String> reasons = failed.values().stream().map(failures::reason).distinct().toList();
    if (reasons.size() == 1) {
      return reasons.get(0);
    }
    return failed.entrySet().stream()
        .map(one -> IpLiteral.text(one.getKey()) + ": " + failures.reason(one.getValue()))
        .collect(Collectors.joining("; "));
  }

  private void end() {
    List<Attempt<R>> left;
    synchronized (this) {
      next.cancel();
      left = List.copyOf(running);
    }
    left.forEach(attempt -> attempt.result().cancel(true));
  }
}
