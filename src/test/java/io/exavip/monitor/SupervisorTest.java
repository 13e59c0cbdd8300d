package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.exabgp.api.RouteChannel;
import io.exavip.probe.ProbeResult;
import io.exavip.route.Route;
import io.exavip.time.ManualTimeline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand services with an interval of 1 s and a fast interval of 200 ms; all times in ms. */
class SupervisorTest {
  private static final int SERVICES = 1000;
  private static final long MILLI = 1_000_000;
  private static final CompletableFuture<ProbeResult> HEALTHY =
      CompletableFuture.completedFuture(ProbeResult.success("ok"));

  private final ManualTimeline timeline = new ManualTimeline();
  private final List<Long> starts = new ArrayList<>();
  private final Set<String> started = new HashSet<>();
  private final List<List<Route>> handedOver = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();
  private RouteChannel.TakenListener answers;
  private final Supervisor supervisor = supervisor(SERVICES);

  private int told;
  private int toldTooEarly;
  private CompletableFuture<ProbeResult> outcome = HEALTHY;
  private boolean keepsUp = true;
  private boolean busy;
  private boolean deaf;
  private Predicate<String> watched = service -> true;

  @Test
  void aThousandServicesStartOneAfterTheOtherWithinASecond() {
    supervisor.start();
    timeline.advanceTo(399 * MILLI);
    assertThat(started).hasSize(998);

    timeline.advanceTo(1300 * MILLI);
    assertThat(last(handedOver)).hasSize(SERVICES).allMatch(Route::announced);
  }

  @Test
  void whereProbesDoNotComeBackServicesStartMoreSlowly() {
    outcome = new CompletableFuture<>();
    supervisor.start();
    timeline.advanceTo(399 * MILLI);
    assertThat(started).hasSizeBetween(400, 700);
    timeline.advanceTo(1000 * MILLI);
    assertThat(started).hasSize(SERVICES);
  }

  @Test
  void servicesThatStartedTogetherAreNotProbedInStep() {
    supervisor.start();
    timeline.advanceTo(3000 * MILLI);
    starts.clear();
    timeline.advanceTo(4000 * MILLI);

    Map<Long, Long> tenths =
        starts.stream().collect(Collectors.groupingBy(at -> at / 100 % 10, Collectors.counting()));
    assertThat(tenths).hasSize(10);
    assertThat(tenths.values()).allMatch(count -> count > 50 && count < 200);
  }

  @Test
  void aFewServicesStartAsGoodAsAtOnceAndAtTheirFastInterval() {
    Supervisor few = supervisor(3);
    few.start();
    timeline.advanceTo(201 * MILLI);

    assertThat(starts).containsExactly(0L, 0L, 0L, 200L, 200L, 200L);
  }

  @Test
  void servicesThatAreDecidedInTheSameInstantAreHandedOverOnce() {
    int services = ProbeSlots.SHARED / 2; // three probes of each are under way
    outcome = new CompletableFuture<>();
    supervisor(services).start();
    timeline.advanceTo(4500 * MILLI);
    outcome.complete(ProbeResult.failure("refused"));
    timeline.advanceTo(4500 * MILLI);

    assertThat(handedOver).hasSize(1);
    assertThat(handedOver.get(0)).hasSize(services).noneMatch(Route::announced);
  }

  @Test
  void theCommandGoesOutBeforeAnybodyIsToldOfIt() {
    supervisor.start();
    timeline.advanceTo(4000 * MILLI);

    assertThat(told).isEqualTo(SERVICES);
    assertThat(toldTooEarly).isZero();
  }

  @Test
  void whenAllProbesAreLateThereIsABoundOnThoseUnderWay() {
    allUp();
    outcome = new CompletableFuture<>();
    timeline.advanceTo(8000 * MILLI);
    assertThat(starts).hasSize(SERVICES + ProbeSlots.SHARED);
  }

  @Test
  void whatWaitsForAPlaceIsNeitherAFailureNorForgotten() {
    allUp();
    outcome = new CompletableFuture<>();
    timeline.advanceTo(8000 * MILLI);
    assertThat(last(handedOver)).hasSize(SERVICES).allMatch(Route::announced);

    outcome.complete(ProbeResult.success("late"));
    starts.clear();
    timeline.advanceTo(9100 * MILLI);
    assertThat(starts).hasSizeGreaterThanOrEqualTo(SERVICES);
    assertThat(supervisor.forgotten()).isEmpty();
  }

  @Test
  void whileTheMachineDoesNotKeepUpNoProbeStartsAndNothingIsConcluded() {
    allUp();
    keepsUp = false;
    timeline.advanceTo(8000 * MILLI);
    assertThat(starts).isEmpty();
    assertThat(last(handedOver)).hasSize(SERVICES).allMatch(Route::announced);
    assertThat(supervisor.forgotten()).isEmpty();

    keepsUp = true;
    timeline.advanceTo(8200 * MILLI);
    assertThat(starts).hasSize(SERVICES);
  }

  @Test
  void aFailureIsConfirmedAlthoughTheMachineDoesNotKeepUp() {
    allUp();
    started.clear();
    outcome = CompletableFuture.completedFuture(ProbeResult.failure("refused"));
    timeline.advanceTo(4500 * MILLI); // some have failed once or twice, others are not due yet
    keepsUp = false;
    timeline.advanceTo(5100 * MILLI);
    assertThat(started).hasSizeBetween(300, 700);
    assertThat(last(handedOver)).filteredOn(route -> !route.announced()).hasSameSizeAs(started);
  }

  @Test
  void aServiceWhoseProbeOutlivesItsDeadlineByFarIsForgotten() {
    allUp();
    watched = service -> service.equals("s7");
    outcome = new CompletableFuture<>();
    timeline.advanceTo(13_000 * MILLI);
    assertThat(supervisor.forgotten()).isEmpty();
    timeline.advanceTo(16_000 * MILLI);
    assertThat(supervisor.forgotten()).contains("s7");
  }

  @Test
  void theProbesOfOneServiceAreNotSlowedDownByOthersThatAreDecided() {
    allUp();
    watched = service -> service.equals("s7");
    outcome = new CompletableFuture<>();
    timeline.advanceTo(8000 * MILLI);
    long first = starts.get(0);
    assertThat(starts).startsWith(first, first + 200, first + 400);
  }

  @Test
  void aStoppedSupervisorHandsOverTheWithdrawalsOfAllAndNothingAfterThem() {
    supervisor.start();
    timeline.advanceTo(700 * MILLI);
    supervisor.stop(true, () -> {});
    timeline.advanceTo(3000 * MILLI);

    assertThat(last(handedOver)).hasSize(SERVICES).noneMatch(Route::announced);
  }

  @Test
  void tellsOfWhichServiceARouteWasTakenAndNotIfItIsWantedOtherwiseByNow() {
    supervisor.start();
    timeline.advanceTo(2000 * MILLI);
    Route route = last(handedOver).get(7);

    answers.onTaken(route, 3 * MILLI);
    answers.onTaken(route.withdrawn(), 3 * MILLI);
    timeline.advanceTo(2001 * MILLI);

    assertThat(taken).containsExactly("s7 " + route.key().prefix() + " 3");
  }

  @Test
  void aListenerThatFailsHoldsUpNoServiceAndIsToldOfTheNextEvent() {
    deaf = true;
    supervisor.start();
    timeline.advanceTo(1300 * MILLI);
    assertThat(last(handedOver)).hasSize(SERVICES).allMatch(Route::announced);
    assertThat(told).isZero();

    deaf = false;
    outcome = CompletableFuture.completedFuture(ProbeResult.failure("connection refused"));
    timeline.advanceTo(4000 * MILLI);
    assertThat(told).isEqualTo(SERVICES);
  }

  private Supervisor supervisor(int services) {
    return new Supervisor(
        IntStream.range(0, services)
            .mapToObj(number -> ManyServices.service(number, List.of()))
            .toList(),
        service -> () -> probe(service.name()),
        new Traffic.Load(() -> keepsUp, () -> busy),
        path -> new CompletableFuture<>(),
        timeline,
        0,
        new Channel(),
        new Ears());
  }

  private final class Channel implements RouteChannel {
    @Override
    public void wanted(Collection<Route> routes) {
      handedOver.add(List.copyOf(routes));
    }

    @Override
    public void onTaken(TakenListener listener) {
      answers = listener;
    }
  }

  private final class Ears implements ServiceListener {
    @Override
    public void onEvent(ServiceEvent event) {
      if (deaf) {
        throw new IllegalStateException("the disk is full");
      }
      for (Route route : event.changes()) {
        told++;
        toldTooEarly += handedOver.isEmpty() || !last(handedOver).contains(route) ? 1 : 0;
      }
    }

    @Override
    public void onTaken(String service, Route route, long nanos) {
      taken.add(service + " " + route.key().prefix() + " " + nanos / MILLI);
    }
  }

  /** All services are up; what is started from now on counts. */
  private void allUp() {
    supervisor.start();
    timeline.advanceTo(4000 * MILLI);
    starts.clear();
  }

  private CompletableFuture<ProbeResult> probe(String service) {
    started.add(service);
    if (watched.test(service)) {
      starts.add(timeline.nanos() / MILLI);
    }
    return watched.test(service) ? outcome.copy() : HEALTHY;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
