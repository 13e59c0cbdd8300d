package io.exavip.probe;

import io.exavip.probe.name.Hosts;
import io.exavip.time.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The way to a host: finds its addresses, and tries them.
 *
 * @param hosts finds addresses
 * @param timeline keeps the times
 */
public record Reach(Hosts hosts, Timeline timeline) {
  /**
   * Starts an attempt at the first address that can be reached.
   *
   * @param host a name, or an IP address without brackets
   * @param deadline the time there is for all of it
   * @param failures how outcomes tell of failures
   * @param tries starts an attempt at an address; called on any thread
   * @param <R> an outcome
   * @return its outcome. Cancelling it releases what is held
   */
  public <R> CompletableFuture<R> first(
      String host,
      Duration deadline,
      AddressRace.Failures<R> failures,
      Function<InetAddress, AddressRace.Attempt<R>> tries) {
    Way<R> way = new Way<>(host, deadline, failures, tries);
    CompletableFuture<List<InetAddress>> addresses = hosts.addresses(host);
    if (addresses.isDone() && !addresses.isCompletedExceptionally()) {
      return go(way, addresses.join());
    }
    CompletableFuture<R> outcome = new CompletableFuture<>();
    addresses.whenComplete(
        (found, error) -> {
          if (error != null) {
            outcome.complete(failures.failure(error));
          } else if (!outcome.isDone()) {
            follow(go(way, found), outcome);
          }
        });
    outcome.whenComplete((result, error) -> addresses.cancel(false)); // nobody waits any more
    return outcome;
  }

  private record Way<R>(
      String host,
      Duration deadline,
      AddressRace.Failures<R> failures,
      Function<InetAddress, AddressRace.Attempt<R>> tries) {}

  /**
   * Tries the addresses. Where nobody is there at any, the name may have moved in the meantime: an
   * app that is well at its new address must not fall because the old one refuses.
   */
  private <R> CompletableFuture<R> go(Way<R> way, List<InetAddress> addresses) {
    AtomicBoolean somebody = new AtomicBoolean();
    CompletableFuture<R> first =
        race(
            way,
            addresses,
            address -> {
              AddressRace.Attempt<R> attempt = way.tries().apply(address);
              attempt.connected().thenRun(() -> somebody.set(true));
              return attempt;
            });
    CompletableFuture<R> outcome = new CompletableFuture<>();
    first.whenComplete(
        (result, error) -> {
          if (error != null) {
            outcome.completeExceptionally(error);
            return;
          }
          if (somebody.get() || outcome.isDone()) {
            outcome.complete(result);
            return;
          }
          hosts
              .renewed(way.host())
              .ifPresentOrElse(
                  renewed -> goOn(way, addresses, result, renewed, outcome),
                  () -> outcome.complete(result));
        });
    outcome.whenComplete((result, error) -> first.cancel(true));
    return outcome;
  }

  /** Tries the addresses that are new, if there are any. */
  private <R> void goOn(
      Way<R> way,
      List<InetAddress> tried,
      R result,
      CompletableFuture<List<InetAddress>> renewed,
      CompletableFuture<R> outcome) {
    Timeline.Scheduled late =
        timeline.after(Hosts.RENEWAL.toNanos(), () -> renewed.complete(tried));
    outcome.whenComplete((last, error) -> renewed.cancel(false));
    renewed.whenComplete(
        (found, error) -> {
          late.cancel();
          List<InetAddress> fresh =
              error != null
                  ? List.of()
                  : found.stream().filter(address -> !tried.contains(address)).toList();
          if (fresh.isEmpty()) {
            outcome.complete(result);
          } else if (!outcome.isDone()) {
            follow(race(way, fresh, way.tries()), outcome);
          }
        });
  }

  private <R> CompletableFuture<R> race(
      Way<R> way,
      List<InetAddress> addresses,
      Function<InetAddress, AddressRace.Attempt<R>> tries) {
    return AddressRace.start(addresses, tries, way.failures(), way.deadline(), timeline);
  }

  private static <R> void follow(CompletableFuture<R> attempt, CompletableFuture<R> outcome) {
    attempt.whenComplete(
        (result, error) -> {
          if (error == null) {
            outcome.complete(result);
          } else {
            outcome.completeExceptionally(error);
          }
        });
    outcome.whenComplete((result, error) -> attempt.cancel(true));
  }
}
