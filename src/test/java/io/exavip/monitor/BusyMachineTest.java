package io.exavip.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.exavip.probe.CommandCheck;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import io.exavip.route.Route;
import io.exavip.time.ManualTimeline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Services with an interval and a timeout of 1 s on a machine that carries so many probes a second,
 * one after the other: also those that have timed out meanwhile. All times in milliseconds.
 */
class BusyMachineTest {
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT = 1000;
  private static final List<TimedCheck> CHECKS =
      List.of(new TimedCheck(new CommandCheck("true"), Duration.ofMillis(TIMEOUT)));

  /** From the start of a probe to its outcome where no other is in the way. */
  private static final long LATENCY = 100;

  private enum App {
    HEALTHY,
    CRASHED,
    HANGING
  }

  private final ManualTimeline timeline = new ManualTimeline();
  private final Map<Integer, Long> announced = new HashMap<>();
  private final Map<Integer, Long> withdrawn = new HashMap<>();
  private final Map<Integer, App> apps = new HashMap<>();
  private final Map<Integer, Long> lastStart = new HashMap<>();
  private boolean busy = true;
  private int perSecond = 300;
  private long freeAt; // when what has been started is done
  private int underWay;
  private int most;
  private long longestPause;
  private Supervisor supervisor;

  @Test
  void aThousandServicesThatStartOnABusyMachineAreAnnouncedAndNoneIsWithdrawn() {
    start(1000);
    until(30_000);
    assertThat(announced).hasSize(1000);
    assertThat(withdrawn).isEmpty();
  }

  @Test
  void theyStayAnnouncedAndEachIsProbedEveryFewSeconds() {
    up(1000);
    until(120_000);
    assertThat(withdrawn).isEmpty();
    assertThat(longestPause / MILLI).isBetween(2000L, 7000L);
  }

  @Test
  void aMachineThatBecomesBusyLaterMakesNoFailover() {
    perSecond = 5000;
    busy = false;
    up(1000);
    busy = true;
    perSecond = 300;
    until(120_000);
    assertThat(withdrawn).isEmpty();
  }

  @Test
  void aCrashIsKnownWithTheNextProbe() {
    up(1000);
    die(App.CRASHED, 7);
    until(38_000);
    assertThat(withdrawn).containsOnlyKeys(7);
  }

  @Test
  void aHangIsKnownAllTheSame() {
    up(1000);
    die(App.HANGING, 7);
    until(50_000);
    assertThat(withdrawn).containsOnlyKeys(7);
  }

  @Test
  void whenAllAppsHangAllAreWithdrawn() {
    up(1000);
    IntStream.range(0, 1000).forEach(i -> die(App.HANGING, i));
    until(60_000);
    assertThat(withdrawn).hasSize(1000);
  }

  @Test
  void appsThatHangFromTheStartAreWithdrawnBeforeTheLastStartLimit() {
    IntStream.range(0, 1000).forEach(i -> die(App.HANGING, i));
    start(1000);
    until(31_000);
    assertThat(withdrawn).hasSize(1000);
  }

  @Test
  void someThatHangDoNotSlowTheOthersDownOnABusyMachineThatAnswersQuickly() {
    perSecond = 5000;
    up(1000);
    IntStream.range(0, 100).forEach(i -> die(App.HANGING, i));
    longestPause = 0;
    until(60_000);
    assertThat(withdrawn).hasSize(100);
    assertThat(longestPause / MILLI).isLessThan(1500);
  }

  @Test
  void aFewServicesAreNeverLimited() {
    perSecond = 5000;
    up(ProbeWindow.FLOOR);
    IntStream.range(0, ProbeWindow.FLOOR).forEach(i -> die(App.HANGING, i));
    until(36_000);
    assertThat(withdrawn).hasSize(ProbeWindow.FLOOR);
  }

  @Test
  void onAMachineWithIdleTimeSlowAppsChangeNothing() {
    busy = false;
    perSecond = 1_000_000;
    up(1000);
    IntStream.range(0, 1000).forEach(i -> die(App.HANGING, i));
    until(36_000);
    assertThat(withdrawn).hasSize(1000);
  }

  private void up(int services) {
    start(services);
    until(30_000);
    assertThat(announced).hasSize(services);
    assertThat(withdrawn).isEmpty();
  }

  private void die(App how, int service) {
    apps.put(service, how);
  }

  private void start(int services) {
    supervisor =
        new Supervisor(
            IntStream.range(0, services)
                .mapToObj(number -> ManyServices.service(number, CHECKS))
                .toList(),
            spec -> () -> probe(number(spec.name())),
            new Traffic.Load(() -> true, () -> busy),
            path -> new CompletableFuture<>(),
            timeline,
            0,
            routes -> {},
            this::hear);
    supervisor.start();
  }

  private void until(long millis) {
    timeline.advanceTo(millis * MILLI);
  }

  private void hear(ServiceEvent event) {
    for (Route route : event.changes()) {
      (route.announced() ? announced : withdrawn)
          .put(number(event.service()), timeline.nanos() / MILLI);
    }
  }

  private CompletableFuture<ProbeResult> probe(int service) {
    long now = timeline.nanos();
    longestPause = Math.max(longestPause, now - lastStart.getOrDefault(service, now));
    lastStart.put(service, now);
    freeAt = Math.max(freeAt, now) + 1_000_000_000L / perSecond;
    long took = freeAt - now + LATENCY * MILLI;
    App app = apps.getOrDefault(service, App.HEALTHY);
    boolean inTime = took < TIMEOUT * MILLI && app != App.HANGING;
    most = Math.max(most, ++underWay);
    CompletableFuture<ProbeResult> outcome = new CompletableFuture<>();
    timeline.after(
        inTime ? took : TIMEOUT * MILLI,
        () -> {
          underWay--;
          outcome.complete(
              inTime
                  ? new ProbeResult(app == App.HEALTHY, app == App.HEALTHY ? "ok" : "refused")
                  : ProbeResult.failure("timeout"));
        });
    return outcome;
  }

  private static int number(String service) {
    return Integer.parseInt(service.substring(1));
  }
}
