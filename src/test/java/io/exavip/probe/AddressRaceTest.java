package io.exavip.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.route.IpLiteral;
import io.exavip.time.ManualTimeline;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AddressRaceTest {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Duration STAGGER = Duration.ofMillis(150);
  private static final ProbeResult HEALTHY = ProbeResult.success("HTTP 200 in 1 ms");

  private final ManualTimeline timeline = new ManualTimeline();
  private final Map<String, Try> tries = new LinkedHashMap<>();

  private record Try(CompletableFuture<Void> connected, CompletableFuture<ProbeResult> result)
      implements AddressRace.Attempt<ProbeResult> {}

  @Test
  void theFirstThatIsReachedIsTheOnlyOneTried() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    reach("10.0.0.1");
    advance(DEADLINE);
    answer("10.0.0.1", HEALTHY);

    assertThat(race).isCompletedWithValue(HEALTHY);
    assertThat(tries).containsOnlyKeys("10.0.0.1");
  }

  @Test
  void whereOneRefusesTheNextIsTriedAtOnce() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    answer("10.0.0.1", ProbeResult.failure("connection refused"));
    reach("10.0.0.2");
    answer("10.0.0.2", HEALTHY);

    assertThat(race).isCompletedWithValue(HEALTHY);
  }

  @Test
  void whereOneRefusesAndAnotherCouldNotBeTriedNobodyKnows() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    answer("10.0.0.1", ProbeResult.failure("connection refused"));
    answer("10.0.0.2", ProbeResult.notAsked("no descriptors left"));

    assertThat(race)
        .isCompletedWithValue(
            ProbeResult.notAsked("10.0.0.1: connection refused; 10.0.0.2: no descriptors left"));
  }

  @Test
  void whereOneTakesItsTimeTheNextIsTriedBesideIt() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    advance(STAGGER.minusMillis(1));
    assertThat(tries).containsOnlyKeys("10.0.0.1");
    advance(Duration.ofMillis(1));
    reach("10.0.0.2");
    answer("10.0.0.2", HEALTHY);

    assertThat(race).isCompletedWithValue(HEALTHY);
    assertThat(tries.get("10.0.0.1").result()).isCancelled();
  }

  @Test
  void withinAShortDeadlineEachHasItsTurn() {
    start(Duration.ofMillis(90), "10.0.0.1", "10.0.0.2");
    advance(Duration.ofMillis(30));

    assertThat(tries).containsOnlyKeys("10.0.0.1", "10.0.0.2");
  }

  @Test
  void theFirstToBeReachedCountsThoughItWasTriedLater() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    advance(STAGGER);
    reach("10.0.0.2");
    reach("10.0.0.1");
    answer("10.0.0.2", ProbeResult.failure("HTTP 500, wanted 200-399"));

    assertThat(race).isCompletedWithValue(ProbeResult.failure("HTTP 500, wanted 200-399"));
  }

  @Test
  void whatTheServerReachedSaysIsTheOutcomeAndNoOtherIsAsked() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    reach("10.0.0.1");
    answer("10.0.0.1", ProbeResult.failure("HTTP 500, wanted 200-399"));

    assertThat(race).isCompletedWithValue(ProbeResult.failure("HTTP 500, wanted 200-399"));
    assertThat(tries).containsOnlyKeys("10.0.0.1");
  }

  @Test
  void whereAllFailForTheSameReasonItIsSaidOnce() {
    CompletableFuture<ProbeResult> race = race("127.0.0.1", "::1");
    answer("127.0.0.1", ProbeResult.failure("connection refused"));
    answer("::1", ProbeResult.failure("connection refused"));

    assertThat(race).isCompletedWithValue(ProbeResult.failure("connection refused"));
  }

  @Test
  void whereTheyFailForDifferentReasonsEachIsSaid() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "2001:db8::1");
    answer("10.0.0.1", ProbeResult.failure("connection refused"));
    answer("2001:db8::1", ProbeResult.failure("network is unreachable"));

    assertThat(race)
        .isCompletedWithValue(
            ProbeResult.failure(
                "10.0.0.1: connection refused; 2001:db8::1: network is unreachable"));
  }

  @Test
  void oneThatStillWaitsMayBeReachedThoughTheLastHasFailed() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2");
    advance(STAGGER);
    answer("10.0.0.2", ProbeResult.failure("connection refused"));
    assertThat(race).isNotDone();
    reach("10.0.0.1");
    answer("10.0.0.1", HEALTHY);

    assertThat(race).isCompletedWithValue(HEALTHY);
  }

  @Test
  void cancellingReleasesWhatIsTriedAndTriesNoMore() {
    CompletableFuture<ProbeResult> race = race("10.0.0.1", "10.0.0.2", "10.0.0.3");
    advance(STAGGER);
    race.cancel(true);
    advance(DEADLINE);

    assertThat(tries).containsOnlyKeys("10.0.0.1", "10.0.0.2");
    assertThat(tries.values()).allMatch(attempt -> attempt.result().isCancelled());
  }

  private CompletableFuture<ProbeResult> race(String... addresses) {
    return start(DEADLINE, addresses);
  }

  private CompletableFuture<ProbeResult> start(Duration deadline, String... addresses) {
    List<InetAddress> all =
        Arrays.stream(addresses).map(text -> IpLiteral.parse(text).orElseThrow()).toList();
    return AddressRace.start(all, this::start, ProbeResult.FAILURES, deadline, timeline);
  }

  private Try start(InetAddress address) {
    Try attempt = new Try(new CompletableFuture<>(), new CompletableFuture<>());
    tries.put(IpLiteral.text(address), attempt);
    return attempt;
  }

  private void advance(Duration time) {
    timeline.advanceTo(timeline.nanos() + time.toNanos());
  }

  private void reach(String address) {
    tries.get(address).connected().complete(null);
  }

  private void answer(String address, ProbeResult result) {
    tries.get(address).result().complete(result);
  }
}
