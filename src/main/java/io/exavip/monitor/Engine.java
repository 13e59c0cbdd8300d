package io.exavip.monitor;

import io.exavip.exabgp.api.RouteChannel;
import io.exavip.probe.ProbeFactory;
import io.exavip.time.ProcessStart;
import io.exavip.time.ThreadTimeline;
import io.exavip.time.Timeline;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Services that run in real time: the timeline, the probes and the supervisor together. */
public final class Engine implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("exavip.engine");

  private final ThreadTimeline timeline =
      new ThreadTimeline("exavip-engine", e -> LOG.error("internal error", e));
  private final ProbeFactory probes;
  private final Supervisor supervisor;
  private final List<ServiceSpec> services;

  /**
   * Makes an engine; {@link #start} sets it going.
   *
   * @param services the services
   * @param vertx runs the sockets
   * @param channel takes the routes wanted
   * @param listener told of every event
   */
  public Engine(
      List<ServiceSpec> services, Vertx vertx, RouteChannel channel, ServiceListener listener) {
    this.services = List.copyOf(services);
    probes = new ProbeFactory(vertx, timeline);
    supervisor =
        new Supervisor(
            services,
            spec -> probes.probe(spec.checks(), spec.require(), spec.schedule().fastInterval()),
            new Traffic.Load(probes::keepsUp, new IdleTime()::isScarce),
            new FileLooks()::look,
            timeline,
            ProcessStart.nanos(),
            channel,
            listener);
  }

  /** Starts all services. */
  public void start() {
    probes.warmUp(services.stream().flatMap(service -> service.checks().stream()).toList());
    supervisor.start();
  }

  /**
   * The timeline, for what has to run between events.
   *
   * @return the timeline
   */
  public Timeline timeline() {
    return timeline;
  }

  /**
   * Runs a task on the timeline if every service is looked at in time.
   *
   * @param task the task
   */
  public void beat(Runnable task) {
    timeline.execute(
        () -> {
          Optional<String> forgotten = supervisor.forgotten();
          if (forgotten.isEmpty()) {
            task.run();
          } else {
            LOG.debugf("service %s is not looked at", forgotten.get());
          }
        });
  }

  /**
   * Stops all services and waits until that is done.
   *
   * @param withdraw whether all routes are wanted withdrawn
   * @param millis how long to wait at most
   * @throws InterruptedException if the thread is interrupted
   */
  public void stop(boolean withdraw, long millis) throws InterruptedException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    supervisor.stop(withdraw, () -> done.complete(null));
    try {
      done.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
      LOG.warn("the services did not stop in time");
    }
  }

  /** Ends probes and timeline at once. */
  @Override
  public void close() {
    timeline.close();
    probes.close();
  }
}
