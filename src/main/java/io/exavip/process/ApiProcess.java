package io.exavip.process;

import io.exavip.config.RunConfig;
import io.exavip.exabgp.api.ExaBgpChannel;
import io.exavip.fatal.OutOfMemory;
import io.exavip.monitor.Engine;
import io.exavip.monitor.ServiceListener;
import io.exavip.route.Route;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** The process that ExaBGP runs, from its start to its end. */
public final class ApiProcess {
  /** Exit code of bad input. */
  public static final int BAD_INPUT = 2;

  private static final Logger LOG = Logger.getLogger("exavip.helper");

  private static final long ACK_MILLIS = 500;
  private static final long RELOAD_MILLIS = 500;
  private static final long EOF_MILLIS = 100;
  private static final long LAST_RESORT_MILLIS = 900;

  /** A broken file that has changed is whole when it has not changed for this time. */
  private static final long SETTLED_NANOS = TimeUnit.MILLISECONDS.toNanos(2000);

  /** Reading the configuration takes longer on a file system that hangs alone. */
  private static final long READ_MILLIS = 2000;

  /** Started by hand, with nothing on standard input, it still has to say what is wrong. */
  private static final long FIRST_LAST_RESORT_MILLIS = 5000;

  private static final long FIRST_PAUSE_MILLIS = 1000;
  private static final long LONGEST_PAUSE_MILLIS = 60_000;

  private final Vertx vertx;
  private final ServiceListener listener;
  private final ShutdownRequest end = ShutdownRequest.onSignals();
  private final ExaBgpChannel channel;
  private volatile String goneReason;
  private boolean reading;
  private boolean writing;
  private Collection<Route> withdrawals = List.of();
  private Optional<OrphanRoutes> legacy = Optional.empty();

  /**
   * Takes over the standard streams: they belong to ExaBGP from now on, and whatever else is
   * printed goes to standard error.
   *
   * @param vertx runs the sockets; null where no configuration will ever be in order
   * @param listener told of every event
   */
  public ApiProcess(Vertx vertx, ServiceListener listener) {
    this.vertx = vertx;
    this.listener = listener;
    this.channel =
        new ExaBgpChannel(
            new FileInputStream(FileDescriptor.in),
            StandardOutput.commands(),
            reason -> {
              goneReason = reason;
              end.request(ShutdownRequest.Reason.GONE);
            });
    end.haltAfter(FIRST_LAST_RESORT_MILLIS);
    System.setOut(System.err);
  }

  /**
   * Runs until a signal or the end of ExaBGP.
   *
   * @param source the configuration; while it is broken no route is announced, and a change of its
   *     file is waited for
   * @return the exit code
   * @throws InterruptedException if the thread is interrupted
   */
  public int run(ConfigSource source) throws InterruptedException {
    OutOfMemory.watch();
    long pause = FIRST_PAUSE_MILLIS;
    while (true) {
      try {
        startReading();
        legacy = legacy.isPresent() ? legacy : OrphanRoutes.open(source, channel);
        return serve(source);
      } catch (RuntimeException | Error e) {
        // Ending would have ExaBGP start the program again, and the same would happen again; what
        // is short may be there later.
        withdrawWhatIsKnown(source);
        LOG.errorf(
            e,
            "internal error: nothing is watched; trying again in %d s",
            TimeUnit.MILLISECONDS.toSeconds(pause));
        if (end.await(pause).isPresent()) {
          return 0;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }

  private void withdrawWhatIsKnown(ConfigSource source) {
    try {
      startWriting();
      boolean none = withdrawals.isEmpty();
      channel.wanted(none ? PrefixScraper.withdrawals(source.text()) : withdrawals);
    } catch (RuntimeException | Error e) {
      LOG.error("internal error: nothing can be written to ExaBGP yet", e);
    }
  }

  private int serve(ConfigSource source) throws InterruptedException {
    Optional<RunConfig> config = load(source);
    if (config.isEmpty()) {
      return BAD_INPUT;
    }
    withdrawals = withdrawals(config.get());
    channel.reannounceEvery(config.get().process().reannounce().toNanos());
    watch(config.get());
    return 0;
  }

  private void watch(RunConfig config) throws InterruptedException {
    LastWord routes = new LastWord(channel);
    ServiceListener untilTheEnd = new ListenerUntilEnd(listener, end);
    vertx.exceptionHandler(ApiProcess::onLoopError);
    Watchdog watchdog = null;
    try (Engine engine = new Engine(config.services(), vertx, routes, untilTheEnd)) {
      watchdog = new Watchdog(hearts(engine), Watchdog::halt);
      watchdog.start();
      engine.start();
      if (end.await() == ShutdownRequest.Reason.GONE) {
        routes.keep();
        LOG.infof("ending, ExaBGP is gone: %s", goneReason);
        return;
      }
      boolean withdraw = config.process().withdrawOnExit();
      if (withdraw) {
        routes.say(withdrawals);
      } else {
        routes.keep();
      }
      LOG.infof("ending on a signal: routes are %s", withdraw ? "withdrawn" : "kept");
      if (withdraw && !channel.awaitSettled(ACK_MILLIS)) {
        LOG.warnf("ExaBGP did not take the withdrawals within %d ms", ACK_MILLIS);
      }
    } finally {
      // Also where it failed: what it still wanted does not count.
      routes.keep();
      if (watchdog != null) {
        watchdog.stop();
      }
    }
  }

  private static void onLoopError(Throwable error) {
    OutOfMemory.endAt(error);
    LOG.error("internal error on an event loop", error);
  }

  /** What has to go on, or the process is of no use. */
  private List<Watchdog.Heart> hearts(Engine engine) {
    List<Watchdog.Heart> hearts = new ArrayList<>();
    hearts.add(new Watchdog.Heart("the engine, or a service in it,", engine::beat));
    hearts.add(new Watchdog.Heart("the channel to ExaBGP", channel::beat));
    int number = 0;
    for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
      number++;
      hearts.add(new Watchdog.Heart("event loop " + number, loop::execute));
    }
    return hearts;
  }

  private static List<Route> withdrawals(RunConfig config) {
    return config.services().stream().flatMap(s -> s.policy().withdrawals().stream()).toList();
  }

  private void startReading() {
    if (!reading) {
      channel.startReading();
      reading = true;
    }
  }

  private void startWriting() {
    if (!writing) {
      channel.startWriting();
      writing = true;
    }
  }

  /** Leaves word for a successor of what may be announced from now on. */
  private void leaveWord(RunConfig config) throws InterruptedException {
    if (legacy.isPresent()) {
      legacy.get().configured(withdrawals(config).stream().map(Route::key).toList());
    }
  }

  /** The configuration; empty if the end comes before it is in order. */
  private Optional<RunConfig> load(ConfigSource source) throws InterruptedException {
    Optional<ConfigLook> look = await(source, ConfigLook.start(source));
    if (look.isPresent() && look.get().config().isPresent()) {
      end.mayTake(LAST_RESORT_MILLIS);
      leaveWord(look.get().config().get());
      startWriting();
      return look.get().config();
    }
    end.exitCode(BAD_INPUT);
    legacy.ifPresent(OrphanRoutes::unreadable);
    look.ifPresent(ConfigLook::logFault);
    if (look.isEmpty() || Terminal.isInput() || end.await(EOF_MILLIS).isPresent()) {
      return Optional.empty(); // the end, or started by hand
    }
    end.mayTake(LAST_RESORT_MILLIS);
    // Ending would have ExaBGP start the program again, and give up all of itself after five times.
    LOG.error(
        source.file().isPresent()
            ? "nothing is watched until the configuration file is fixed"
            : "nothing is watched until the options are fixed and ExaBGP restarts its processes");
    Optional<RunConfig> fixed = fixed(source, look.get());
    if (fixed.isPresent()) {
      leaveWord(fixed.get());
      LOG.info("the configuration is in order now");
      end.exitCode(0);
    }
    return fixed;
  }

  /**
   * Waits until the file is fixed, and whole: not while writes follow one another closely. What has
   * not changed is tried again ever more seldom: a file that it names may be there now.
   */
  private Optional<RunConfig> fixed(ConfigSource source, ConfigLook broken)
      throws InterruptedException {
    ConfigLook last = broken;
    String seen = broken.content();
    Backoff again = new Backoff();
    long since = System.nanoTime();
    boolean salvaged = false;
    startWriting();
    while (true) {
      Collection<Route> found = PrefixScraper.withdrawals(source.text() + "\n" + seen);
      channel.wanted(found);
      if (!found.equals(withdrawals) || !salvaged) {
        withdrawals = found;
        salvaged = true;
        LOG.error(PrefixScraper.remark(found));
      }
      if (end.await(RELOAD_MILLIS).isPresent()) {
        return Optional.empty();
      }
      Optional<String> now = await(source, ConfigLook.startContent(source));
      if (now.isEmpty()) {
        return Optional.empty();
      }
      if (!now.get().equals(seen)) {
        seen = now.get();
        since = System.nanoTime();
      }
      boolean changed = !seen.equals(last.content());
      if (changed && System.nanoTime() - since >= SETTLED_NANOS || !changed && again.isDue()) {
        Optional<ConfigLook> look = await(source, ConfigLook.start(source));
        if (look.isEmpty() || look.get().config().isPresent()) {
          return look.flatMap(ConfigLook::config);
        }
        last = look.get().logNewFault(last);
      }
    }
  }

  /**
   * Waits for a look at the configuration, however long it takes; empty if the end comes first. The
   * end waits for it, too, for a moment: what is wrong is to be said.
   */
  private <T> Optional<T> await(ConfigSource source, CompletableFuture<T> look)
      throws InterruptedException {
    try {
      return Optional.of(look.get(READ_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return awaitHanging(source, look);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private <T> Optional<T> awaitHanging(ConfigSource source, CompletableFuture<T> look)
      throws InterruptedException {
    LOG.errorf(
        "%s: reading it takes more than %d s; nothing is watched until it can be read",
        source.file().map(Object::toString).orElse("the configuration"),
        TimeUnit.MILLISECONDS.toSeconds(READ_MILLIS));
    startWriting();
    withdrawals = PrefixScraper.withdrawals(source.text());
    channel.wanted(withdrawals);
    while (!look.isDone()) {
      if (end.awaitOr(look, LONGEST_PAUSE_MILLIS).isPresent()) {
        return Optional.empty();
      }
    }
    return Optional.of(look.join());
  }
}
