package io.exavip.probe;

import io.exavip.probe.name.Hosts;
import io.exavip.probe.name.Resolver;
import io.exavip.probe.name.SystemResolver;
import io.exavip.probe.tripwire.ListenCheck;
import io.exavip.probe.tripwire.Tripwire;
import io.exavip.probe.tripwire.TripwireProbe;
import io.exavip.probe.tripwire.TripwireUse;
import io.exavip.time.Timeline;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Makes probes of checks, with the clients and threads that they share. */
public final class ProbeFactory implements AutoCloseable {
  /** How many bodies are judged at once, at most; a check has one of them at most. */
  private static final int JUDGES = 8;

  private static final Duration JUDGE_STAYS = Duration.ofSeconds(10);

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final Timeline timeline;
  private final EventLoops loops;
  private final HttpClients httpClients = new HttpClients();
  private final Hosts hosts;
  private final Reach reach;
  private final Commands commands = new Commands();
  private final ExecutorService judges = judges();
  private final List<Tripwire> tripwires = new CopyOnWriteArrayList<>();

  /**
   * Makes a factory.
   *
   * @param vertx runs the sockets
   * @param timeline where deadlines are kept
   */
  public ProbeFactory(Vertx vertx, Timeline timeline) {
    this(vertx, timeline, new SystemResolver());
  }

  ProbeFactory(Vertx vertx, Timeline timeline, Resolver resolver) {
    this.vertx = vertx;
    this.timeline = timeline;
    this.loops = new EventLoops(vertx);
    this.hosts = new Hosts(resolver, System::nanoTime);
    this.reach = new Reach(hosts, timeline);
  }

  /**
   * A check and the time it may take.
   *
   * @param check the check
   * @param timeout the deadline for all of an attempt
   * @param tripwire whether its connection is kept open between the attempts; of no meaning to
   *     commands
   */
  public record TimedCheck(Check check, Duration timeout, TripwireUse tripwire) {
    /**
     * A check without a tripwire.
     *
     * @param check the check
     * @param timeout the deadline for all of an attempt
     */
    public TimedCheck(Check check, Duration timeout) {
      this(check, timeout, TripwireUse.OFF);
    }
  }

  /**
   * Makes the probe of a service, without tripwires.
   *
   * @param checks at least one check
   * @param require how they count together
   * @return a probe that always has an outcome within the longest timeout
   */
  public Probe probe(List<TimedCheck> checks, Require require) {
    return combined(checks.stream().map(this::probe).toList(), require);
  }

  /**
   * Makes the probe of a service that goes on, with the tripwires that the checks ask for. It has
   * to be started on the timeline.
   *
   * @param checks at least one check
   * @param require how they count together
   * @param patience how long an attempt may take before the tripwire might be the reason
   * @return a probe that always has an outcome within the longest timeout, 2 s later at most where
   *     a server turns it away
   */
  public Probe probe(List<TimedCheck> checks, Require require, Duration patience) {
    return combined(checks.stream().map(check -> wired(check, patience)).toList(), require);
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

  /**
   * Whether the threads that carry the sockets keep up: a probe that is started while they do not
   * would blame the app for it. To be asked on the timeline.
   *
   * @return false while they do not come to their work within 100 ms
   */
  public boolean keepsUp() {
    return loops.keepUp();
  }

  /** Ends the commands that still run, and closes the tripwires. */
  @Override
  public void close() {
    tripwires.forEach(Tripwire::release);
    judges.shutdownNow();
    hosts.close();
    commands.close();
  }

  /** At most one task waits for each check, so that the queue needs no bound of its own. */
  private static ExecutorService judges() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            JUDGES,
            JUDGES,
            JUDGE_STAYS.toMillis(),
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "exavip-judge-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static Probe combined(List<Probe> probes, Require require) {
    return probes.size() == 1 ? probes.get(0) : new CombinedProbe(probes, require);
  }

  private Probe probe(TimedCheck timed) {
    return new TimeLimitedProbe(
        untimed(timed, Optional.empty()), timed.timeout(), loops::afterTurn, timeline);
  }

  private Probe wired(TimedCheck timed, Duration patience) {
    if (timed.tripwire() == TripwireUse.OFF || timed.check() instanceof CommandCheck) {
      return probe(timed);
    }
    // Closed well before the deadline: a probe must not fail because of it.
    Duration half = timed.timeout().dividedBy(2);
    Tripwire tripwire =
        new Tripwire(
            timed.check().target(),
            timed.tripwire(),
            patience.compareTo(half) < 0 ? patience : half,
            timeline);
    tripwires.add(tripwire);
    Probe probe =
        new TimeLimitedProbe(
            untimed(timed, Optional.of(tripwire)), timed.timeout(), loops::afterTurn, timeline);
    Predicate<SocketAddress> refused =
        ListenCheck.suits(timed.check())
            ? server -> ListenCheck.isRefused(server, addresses(timed.check()))
            : server -> false;
    return new TripwireProbe(probe, tripwire, refused, timed.timeout(), timeline);
  }

  private List<InetAddress> addresses(Check check) {
    return hosts.known(check instanceof HttpCheck http ? http.server() : ((TcpCheck) check).host());
  }

  private Probe untimed(TimedCheck timed, Optional<Tripwire> tripwire) {
    if (timed.check() instanceof HttpCheck http) {
      Supplier<HttpApi> client = httpClients.client(http, timed.timeout());
      BodyJudge judge = new BodyJudge(judges);
      Probe probe = new HttpProbe(http, timed.timeout(), reach, client, tripwire, judge, vertx);
      return HttpClients.authorities(http)
          .<Probe>map(trusted -> new TrustingProbe(probe, trusted::look, timeline))
          .orElse(probe);
    }
    if (timed.check() instanceof TcpCheck tcp) {
      return new TcpProbe(tcp, timed.timeout(), reach, tripwire, vertx);
    }
    return new CommandProbe((CommandCheck) timed.check(), commands);
  }
}
