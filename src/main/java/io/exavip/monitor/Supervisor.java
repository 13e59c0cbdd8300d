package io.exavip.monitor;

import io.exavip.exabgp.api.RouteChannel;
import io.exavip.probe.Probe;
import io.exavip.route.Route;
import io.exavip.route.RouteKey;
import io.exavip.time.Timeline;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Runs all services and hands the routes that they want to the channel, always as a whole, and once
 * for all services that change their mind in the same instant.
 */
public final class Supervisor {
  /** The time between the starts of two services. */
  private static final long STEP_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

  /** The same while the machine does not keep up. */
  private static final long LONG_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Timeline timeline;
  private final RouteChannel channel;
  private final List<ServiceSpec> specs;
  private final Map<String, ServiceMonitor> services = new LinkedHashMap<>();
  private final Map<RouteKey, String> owners = new HashMap<>();
  private final Map<String, List<Route>> wanted = new LinkedHashMap<>();
  private final Traffic traffic;
  private final ServiceListener listener;
  private boolean handingOver;
  private boolean stopped;

  /**
   * Prepares the services; {@link #start} sets them going.
   *
   * @param specs the services
   * @param probes makes the probe of a service
   * @param load what hinders probes on a busy machine
   * @param looks looks at the disable files
   * @param timeline where everything runs
   * @param processStart when the process was started, on the timeline's clock in nanoseconds
   * @param channel takes the routes wanted
   * @param listener told of every event, on the timeline, behind the commands that follow from it
   */
  public Supervisor(
      List<ServiceSpec> specs,
      Function<ServiceSpec, Probe> probes,
      Traffic.Load load,
      Function<Path, CompletableFuture<FileLook>> looks,
      Timeline timeline,
      long processStart,
      RouteChannel channel,
      ServiceListener listener) {
    this.specs = List.copyOf(specs);
    this.timeline = timeline;
    this.channel = channel;
    this.listener = new GuardedListener(listener);
    this.traffic = Traffic.of(specs.size(), load, timeline);
    Unasked unasked = new Unasked(timeline);
    Map<Path, DisableFile> files = new HashMap<>();
    for (ServiceSpec spec : this.specs) {
      spec.policy().keys().forEach(key -> owners.put(key, spec.name()));
      services.put(
          spec.name(),
          new ServiceMonitor(
              spec,
              probes.apply(spec),
              timeline,
              processStart,
              traffic,
              unasked,
              spec.disableFile()
                  .map(
                      path ->
                          files.computeIfAbsent(path, p -> new DisableFile(p, looks, timeline))),
              () -> ThreadLocalRandom.current().nextDouble(),
              this::want,
              event -> timeline.execute(() -> this.listener.onEvent(event))));
    }
  }

  /** Starts every service, one shortly after the other. */
  public void start() {
    channel.onTaken((route, nanos) -> timeline.execute(() -> tellTaken(route, nanos)));
    Iterator<ServiceMonitor> all = List.copyOf(services.values()).iterator();
    timeline.execute(() -> startNext(all));
  }

  /**
   * Stops every service; none wants anything new from now on.
   *
   * @param withdraw whether all routes are wanted withdrawn, also those never announced
   * @param then run when this is done
   */
  public void stop(boolean withdraw, Runnable then) {
    timeline.execute(
        () -> {
          stopped = true;
          services.values().forEach(ServiceMonitor::stop);
          if (withdraw) {
            channel.wanted(specs.stream().flatMap(s -> s.policy().withdrawals().stream()).toList());
          }
          then.run();
        });
  }

  /**
   * A service that is not looked at in time, or whose probe has outlived its deadline. On the
   * timeline.
   *
   * @return its name; empty if all are well
   */
  Optional<String> forgotten() {
    return services.entrySet().stream()
        .filter(entry -> !entry.getValue().isWell())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private void startNext(Iterator<ServiceMonitor> left) {
    if (!stopped && left.hasNext()) {
      try {
        left.next().start();
      } finally {
        long step = traffic.fastLane().hasRoom() ? STEP_NANOS : LONG_STEP_NANOS;
        timeline.after(step, () -> startNext(left));
      }
    }
  }

  private void tellTaken(Route route, long nanos) {
    String service = owners.get(route.key());
    if (service != null && wanted.getOrDefault(service, List.of()).contains(route)) {
      listener.onTaken(service, route, nanos);
    }
  }

  private void want(ServiceSpec spec, List<Route> routes) {
    wanted.put(spec.name(), routes);
    if (!handingOver) {
      handingOver = true;
      timeline.execute(this::handOver);
    }
  }

  private void handOver() {
    handingOver = false;
    if (!stopped) {
      channel.wanted(wanted.values().stream().flatMap(List::stream).toList());
    }
  }
}
