package io.exavip.probe;

import io.exavip.probe.name.Hosts;
import io.exavip.time.Timeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    CompletableFuture<List<InetAddress>> addresses = hosts.addresses(host);
    if (addresses.isDone() && !addresses.isCompletedExceptionally()) {
      return AddressRace.start(addresses.join(), tries, failures, deadline, timeline);
    }
    CompletableFuture<R> outcome = new CompletableFuture<>();
    addresses.whenComplete(
        (found, error) -> {
          if (error != null) {
            outcome.complete(failures.failure(error));
          } else if (!outcome.isDone()) {
            follow(AddressRace.start(found, tries, failures, deadline, timeline), outcome);
          }
        });
    outcome.whenComplete((result, error) -> addresses.cancel(false)); // nobody waits any more
    return outcome;
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
