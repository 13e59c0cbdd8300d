package io.exavip.helper;

import io.exavip.config.ConfigException;
import io.exavip.config.RunConfig;
import io.exavip.exabgp.ExaBgpChannel;
import io.exavip.fatal.OutOfMemory;
import io.exavip.route.Route;
import io.exavip.service.Engine;
import io.exavip.service.ServiceListener;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The process that ExaBGP runs, from its start to its end. */
public final class Helper {
  /** Exit code of bad input. */
  public static final int BAD_INPUT = 2;

  private static final Logger LOG = Logger.getLogger("exavip.helper");
  private static final int STALLED = 70; // EX_SOFTWARE

  /** After this time the classes that the start needs have done their work. */
  private static final long START_SECONDS = 5;

  private static final long ACK_MILLIS = 500;
  private static final long RELOAD_MILLIS = 500;
  private static final long EOF_MILLIS = 100;
  private static final long LAST_RESORT_MILLIS = 300;

  private final Vertx vertx;
  private final ServiceListener listener;
  private final End end = End.onSignals();
  private final ExaBgpChannel channel;
  private volatile String goneReason;

  /**
   * Takes over the standard streams: they belong to ExaBGP from now on, and whatever else is
   * printed goes to standard error.
   *
   * @param vertx runs the sockets
   * @param listener told of every event
   */
  public Helper(Vertx vertx, ServiceListener listener) {
    this(
        vertx,
        listener,
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out));
    System.setOut(System.err);
  }

  private Helper(Vertx vertx, ServiceListener listener, InputStream in, OutputStream out) {
    this.vertx = vertx;
    this.listener = listener;
    this.channel =
        new ExaBgpChannel(
            in,
            out,
            reason -> {
              goneReason = reason;
              end.request(End.Reason.GONE);
            });
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
    vertx.exceptionHandler(Helper::onLoopError);
    channel.startReading();
    Optional<RunConfig> config = load(source);
    if (config.isEmpty()) {
      return BAD_INPUT;
    }
    channel.reannounceEvery(config.get().process().reannounce().toNanos());
    try {
      watch(config.get());
    } catch (RuntimeException | Error e) {
      // Ending would have ExaBGP start the program again, and the same would happen again.
      LOG.error("internal error: no route is announced until ExaBGP restarts its processes", e);
      channel.wanted(withdrawals(config.get()));
      end.await();
    } finally {
      haltSoon(0);
    }
    return 0;
  }

  private void watch(RunConfig config) throws InterruptedException {
    try (Engine engine = new Engine(config.services(), vertx, channel, listener)) {
      new Watchdog(hearts(engine), () -> Runtime.getRuntime().halt(STALLED)).start();
      engine.start();
      engine.timeline().after(TimeUnit.SECONDS.toNanos(START_SECONDS), StartPages::giveBack);
      if (end.await() == End.Reason.GONE) {
        LOG.infof("ending, ExaBGP is gone: %s", goneReason);
        return;
      }
      boolean withdraw = config.process().withdrawOnExit();
      LOG.infof("ending on a signal: routes are %s", withdraw ? "withdrawn" : "kept");
      engine.stop(withdraw, ACK_MILLIS);
      if (withdraw && !channel.awaitSettled(ACK_MILLIS)) {
        LOG.warnf("ExaBGP did not take the withdrawals within %d ms", ACK_MILLIS);
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

  /** The configuration; empty if the end comes before it is in order. */
  private Optional<RunConfig> load(ConfigSource source) throws InterruptedException {
    String seen = content(source.file());
    Optional<RunConfig> config = read(source);
    if (config.isPresent()) {
      channel.startWriting();
      return config;
    }
    if (Terminal.isInput() || end.await(EOF_MILLIS).isPresent()) {
      return Optional.empty(); // started by hand
    }
    // Ending would have ExaBGP start the program again, and give up all of itself after five times.
    LOG.error(
        source.file().isPresent()
            ? "no route is announced until the configuration file is mended"
            : "no route is announced until the options are mended and ExaBGP restarts its processes");
    channel.startWriting();
    while (true) {
      channel.wanted(SalvagedPrefixes.withdrawals(source.text() + "\n" + seen));
      Optional<End.Reason> reason = end.await(RELOAD_MILLIS);
      if (reason.isPresent()) {
        haltSoon(BAD_INPUT);
        return Optional.empty();
      }
      String now = content(source.file());
      if (!now.equals(seen)) {
        seen = now;
        config = read(source);
        if (config.isPresent()) {
          LOG.info("the configuration is in order now");
          return config;
        }
      }
    }
  }

  /** Reads the configuration once; what is wrong with it is logged. */
  private static Optional<RunConfig> read(ConfigSource source) {
    try {
      return Optional.of(source.load());
    } catch (ConfigException e) {
      LOG.error(e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.error("internal error in reading the configuration", e);
    }
    return Optional.empty();
  }

  private static String content(Optional<Path> file) {
    try {
      return file.isPresent()
          ? new String(Files.readAllBytes(file.get()), StandardCharsets.ISO_8859_1)
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  /** Once the end has come, nothing may hold it up for long. */
  private static void haltSoon(int exitCode) {
    Thread thread =
        new Thread(
            () -> {
              try {
                Thread.sleep(LAST_RESORT_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(exitCode);
            },
            "exavip-last-resort");
    thread.setDaemon(true);
    thread.start();
  }
}
