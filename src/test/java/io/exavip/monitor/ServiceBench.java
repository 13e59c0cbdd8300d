package io.exavip.monitor;

import io.exavip.health.Phase;
import io.exavip.health.Thresholds;
import io.exavip.health.Verdict;
import io.exavip.probe.CommandCheck;
import io.exavip.probe.Probe;
import io.exavip.probe.ProbeFactory.TimedCheck;
import io.exavip.probe.ProbeResult;
import io.exavip.probe.Require;
import io.exavip.route.Prefix;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import io.exavip.route.RoutePolicy;
import io.exavip.time.ManualTimeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** A watched service with an app and a clock that the test sets; all times in milliseconds. */
final class ServiceBench {
  private static final long MILLI = 1_000_000;
  private static final long TIMEOUT = 1000;
  private static final Path DISABLE_FILE = Path.of("/run/disable");

  enum App {
    HEALTHY,
    REFUSING,
    HANGING,
    /** Says that it had too many requests. */
    LIMITING,
    /** The machine has nothing left to ask with. */
    UNASKED,
    /** The probe itself fails. */
    THROWING,
    /** Succeeds and fails in turn. */
    FLAPPING
  }

  private final ManualTimeline timeline = new ManualTimeline();
  private final List<Long> starts = new ArrayList<>();
  private final List<String> commands = new ArrayList<>();
  private final List<ServiceEvent> events = new ArrayList<>();
  private App app = App.HEALTHY;
  private long latency;
  private long processAge;
  private Duration holdDown = Duration.ZERO;
  private Optional<FileLook> disableFile = Optional.empty();
  private final List<CompletableFuture<FileLook>> unanswered = new ArrayList<>();
  private boolean filesHang;
  private boolean keepsUp = true;
  private int jitterPercent;
  private double random;
  private Runnable hint = () -> {};
  private int rests;
  private boolean listenerFails;
  private Optional<String> alwaysAnnounced = Optional.empty();
  private ServiceMonitor service;

  void app(App next) {
    app = next;
  }

  void latency(long millis) {
    latency = millis;
  }

  /** So long the process has been reading its configuration when the service starts. */
  void processAge(long millis) {
    processAge = millis;
  }

  /** A prefix that is announced whatever is known of the app. */
  void alsoAnnounces(String prefix) {
    alwaysAnnounced = Optional.of(prefix);
  }

  void holdDown(Duration time) {
    holdDown = time;
  }

  /** What is seen at the place of the disable file; without it, the service has none. */
  void disableFile(FileLook.Kind kind) {
    disableFile = Optional.of(FileLook.of(kind));
  }

  /** Whether the machine keeps up with probes. */
  void keepsUp(boolean value) {
    keepsUp = value;
  }

  void disableFileCannotBeLookedAt(String reason) {
    disableFile = Optional.of(FileLook.unknown(reason));
  }

  /** The file system gives no answer until it is told to. */
  void filesHang() {
    filesHang = true;
  }

  /** The file system answers again, also what it was asked before. */
  void filesAnswer() {
    filesHang = false;
    List.copyOf(unanswered).forEach(look -> look.complete(disableFile.orElseThrow()));
    unanswered.clear();
  }

  int looksUnderWay() {
    return unanswered.size();
  }

  /** The listener fails at the next event. */
  void listenerFailsOnce() {
    listenerFails = true;
  }

  private CompletableFuture<FileLook> look() {
    if (filesHang) {
      CompletableFuture<FileLook> answer = new CompletableFuture<>();
      unanswered.add(answer);
      return answer;
    }
    return CompletableFuture.completedFuture(disableFile.orElseThrow());
  }

  void jitter(int percent, double drawn) {
    jitterPercent = percent;
    random = drawn;
  }

  void start() {
    ProbeIntervals schedule =
        new ProbeIntervals(
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(2),
            jitterPercent,
            Duration.ofSeconds(5));
    ServiceSpec spec =
        new ServiceSpec(
            "web",
            List.of(new TimedCheck(new CommandCheck("true"), Duration.ofMillis(TIMEOUT))),
            Require.ALL,
            schedule,
            Thresholds.DEFAULT,
            holdDown,
            disableFile.map(look -> DISABLE_FILE),
            policy());
    service =
        new ServiceMonitor(
            spec,
            new ScriptedProbe(),
            timeline,
            -processAge * MILLI,
            Traffic.of(1, new Traffic.Load(() -> keepsUp, () -> false), timeline),
            new Unasked(timeline),
            disableFile.map(look -> new DisableFile(DISABLE_FILE, path -> look(), timeline)),
            () -> random,
            (s, routes) -> {},
            this::onEvent);
    service.start();
  }

  /** Starts, and goes on until the service is up, which is at 400 ms. */
  void up() {
    start();
    until(400);
  }

  void until(long millis) {
    timeline.advanceTo(millis * MILLI);
  }

  void freezeUntil(long millis) {
    timeline.freezeUntil(millis * MILLI);
  }

  boolean isWell() {
    return service.isWell();
  }

  Phase state() {
    return service.health().phase();
  }

  List<Long> starts() {
    return starts;
  }

  List<String> commands() {
    return commands;
  }

  List<String> reasons() {
    return events.stream().map(ServiceEvent::reason).toList();
  }

  List<String> counts() {
    return events.stream().map(e -> e.after().streak() + "/" + e.needed()).toList();
  }

  /** The tripwire says that the app has closed the idle connection. */
  void hint() {
    hint.run();
  }

  /** How often the probe was asked to close what it holds. */
  int rests() {
    return rests;
  }

  void stop() {
    service.stop();
  }

  private final class ScriptedProbe implements Probe {
    @Override
    public CompletableFuture<ProbeResult> start() {
      return played();
    }

    @Override
    public void onHint(Runnable task) {
      hint = task;
    }

    @Override
    public void rest() {
      rests++;
    }
  }

  private CompletableFuture<ProbeResult> played() {
    starts.add(timeline.nanos() / MILLI);
    CompletableFuture<ProbeResult> outcome = new CompletableFuture<>();
    ProbeResult result =
        switch (app) {
          case HEALTHY -> ProbeResult.success("ok");
          case REFUSING -> ProbeResult.failure("connection refused");
          case LIMITING -> ProbeResult.notNow("HTTP 429");
          case UNASKED -> ProbeResult.notAsked("no descriptors left");
          case HANGING -> ProbeResult.failure("timeout");
          case THROWING -> throw new IllegalStateException("no thread");
          case FLAPPING -> new ProbeResult(starts.size() % 2 == 0, "flapping");
        };
    long delay = app == App.HANGING ? TIMEOUT : latency;
    timeline.after(delay * MILLI, () -> outcome.complete(result));
    return outcome;
  }

  private void onEvent(ServiceEvent event) {
    events.add(event);
    for (Route route : event.changes()) {
      String action = route.announced() ? "announce " : "withdraw ";
      commands.add(timeline.nanos() / MILLI + ": " + action + route.key().prefix());
    }
    if (listenerFails) {
      listenerFails = false;
      throw new IllegalStateException("the disk is full");
    }
  }

  private RoutePolicy policy() {
    Route up = route("10.1.0.5/32");
    return new RoutePolicy(
        Map.of(
            Verdict.UP, together(up),
            Verdict.DOWN, together(up.withdrawn()),
            Verdict.DISABLED, together(up.withdrawn())));
  }

  private List<Route> together(Route route) {
    return alwaysAnnounced
        .map(prefix -> List.of(route, route(prefix)))
        .orElseGet(() -> List.of(route));
  }

  private static Route route(String prefix) {
    RouteKey key = new RouteKey(Prefix.parse(prefix), List.of(), OptionalLong.empty());
    return new Route(key, true, Optional.empty(), RouteAttributes.NONE);
  }
}
