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
record Reach(Hosts hosts, Timeline timeline) {
  /**
   * Starts an attempt at the first address that can be reached.
   *
   * @param host a name, or an IP address without brackets
   * @param deadline the time there is for all of it
   * @param tries starts an attempt at an address; called on any thread
   * @return its outcome. Cancelling it releases what is held
   */
  CompletableFuture<ProbeResult> first(
      String host, Duration deadline, Function<InetAddress, AddressRace.Attempt> tries) {
    CompletableFuture<List<InetAddress>> addresses = hosts.addresses(host);
    if (addresses.isDone() && !addresses.isCompletedExceptionally()) {
      return AddressRace.start(addresses.join(), tries, deadline, timeline);
    }
    CompletableFuture<ProbeResult> outcome = new CompletableFuture<>();
    addresses.whenComplete(
        (found, error) -> {
          if (error != null) {
            outcome.complete(ProbeResult.failure(FailureReason.of(error)));
          } else if (!outcome.isDone()) {
            follow(AddressRace.start(found, tries, deadline, timeline), outcome);
          }
        });
    outcome.whenComplete((result, error) -> addresses.cancel(false)); // nobody waits any more
    return outcome;
  }

  private static void follow(
      CompletableFuture<ProbeResult> attempt, CompletableFuture<ProbeResult> outcome) {
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
