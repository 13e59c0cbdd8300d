package io.exavip.service;

import io.exavip.exabgp.RouteChannel;
import io.exavip.probe.ProbeFactory;
import io.exavip.route.Route;
import io.exavip.time.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Runs all services and hands the routes that they want to the channel, always as a whole. */
public final class Supervisor {
  private final Timeline timeline;
  private final RouteChannel channel;
  private final List<ServiceSpec> specs;
  private final Map<String, WatchedService> services = new LinkedHashMap<>();
  private final Map<String, List<Route>> wanted = new LinkedHashMap<>();
  private boolean stopped;

  /**
   * Prepares the services; {@link #start} sets them going.
   *
   * @param specs the services
   * @param probes makes their probes
   * @param timeline where everything runs
   * @param channel takes the routes wanted
   * @param listener told of every event, on the timeline
   */
  public Supervisor(
      List<ServiceSpec> specs,
      ProbeFactory probes,
      Timeline timeline,
      RouteChannel channel,
      ServiceListener listener) {
    this.specs = List.copyOf(specs);
    this.timeline = timeline;
    this.channel = channel;
    for (ServiceSpec spec : specs) {
      services.put(
          spec.name(),
          new WatchedService(
              spec,
              probes.probe(spec.checks(), spec.require(), spec.schedule().fastInterval()),
              timeline,
              () -> ThreadLocalRandom.current().nextDouble(),
              this::want,
              listener));
    }
  }

  /** Starts every service. */
  public void start() {
    timeline.execute(() -> services.values().forEach(WatchedService::start));
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
          services.values().forEach(WatchedService::stop);
          if (withdraw) {
            channel.wanted(specs.stream().flatMap(s -> s.policy().withdrawals().stream()).toList());
          }
          then.run();
        });
  }

  private void want(ServiceSpec spec, List<Route> routes) {
    if (stopped) {
      return;
    }
    wanted.put(spec.name(), routes);
    List<Route> all = new ArrayList<>();
    wanted.values().forEach(all::addAll);
    channel.wanted(all);
  }
}
