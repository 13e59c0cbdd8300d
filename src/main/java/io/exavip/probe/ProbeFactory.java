package io.exavip.probe;

import io.exavip.time.Timeline;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes probes of checks, with the clients and threads that they share. */
public final class ProbeFactory implements AutoCloseable {
  /** How long the end of the program waits for commands to be killed. */
  private static final long KILL_MILLIS = 200;

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Timeline timeline;
  private final HttpClients httpClients = new HttpClients();
  private final ExecutorService commandThreads;

  /**
   * Makes a factory.
   *
   * @param vertx runs the sockets
   * @param timeline where deadlines are kept
   */
  public ProbeFactory(Vertx vertx, Timeline timeline) {
    this.vertx = vertx;
    this.timeline = timeline;
    AtomicInteger number = new AtomicInteger();
    // One thread for each command that runs; none while none runs.
    commandThreads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "exavip-command-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * A check and the time it may take.
   *
   * @param check the check
   * @param timeout the deadline for all of an attempt
   */
  public record TimedCheck(Check check, Duration timeout) {}

  /**
   * Makes the probe of a service.
   *
   * @param checks at least one check
   * @param require how they count together
   * @return a probe that always has an outcome within the longest timeout
   */
  public Probe probe(List<TimedCheck> checks, Require require) {
    List<Probe> probes = checks.stream().map(this::probe).toList();
    return probes.size() == 1 ? probes.get(0) : new CombinedProbe(probes, require);
  }

  /**
   * Sends the first of these checks that is an HTTP check once, whatever comes of it. On a JVM the
   * first request loads most of the classes of the HTTP client, which can take longer than a
   * deadline; the app is not to be blamed for that. In a native executable there is nothing to
   * load.
   *
   * @param checks the checks
   */
  public void warmUp(List<TimedCheck> checks) {
    if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
      return;
    }
    checks.stream()
        .filter(timed -> timed.check() instanceof HttpCheck)
        .findFirst()
        .map(timed -> new TimedCheck(timed.check(), WARM_UP))
        .ifPresent(timed -> probe(timed).start().join());
  }

  /** Ends the commands that still run. */
  @Override
  public void close() {
    commandThreads.shutdownNow();
    try {
      commandThreads.awaitTermination(KILL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Probe probe(TimedCheck timed) {
    return new TimeLimitedProbe(untimed(timed), timed.timeout(), timeline);
  }

  private Probe untimed(TimedCheck timed) {
    if (timed.check() instanceof HttpCheck http) {
      return new HttpProbe(http, httpClients.client(http, timed.timeout()), vertx);
    }
    if (timed.check() instanceof TcpCheck tcp) {
      return new TcpProbe(tcp, timed.timeout(), vertx);
    }
    return new CommandProbe((CommandCheck) timed.check(), commandThreads);
  }
}
