package io.exavip.process;

import io.exavip.exabgp.api.ExaBgpChannel;
import io.exavip.route.Route;
import io.exavip.route.RouteAttributes;
import io.exavip.route.RouteKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What predecessors may have announced and nothing here configures any more: ExaBGP keeps the
 * routes of a dead process for ever. Which routes a process may announce is written to a file
 * before its first command, so that no death can come between; its successor withdraws those that
 * it does not know.
 *
 * <p>All files are looked at by a thread of its own, and nothing waits for it but the first
 * command, and that for {@value #PATIENCE_MILLIS} ms at most.
 */
final class OrphanRoutes {
  /** How long the first command waits for the file. */
  static final long PATIENCE_MILLIS = 500;

  /**
   * How long nothing is withdrawn: a signal restarts all processes of ExaBGP at once, and one of
   * the others may have taken the route over.
   */
  static final long GRACE_MILLIS = 2000;

  /** As long the configuration may be read until a withdrawal of all does not wait for it. */
  static final long READING_MILLIS = 10_000;

  private static final Logger LOG = Logger.getLogger("exavip.state");
  private static final long LOOK_MILLIS = 500;

  private final Path folder;
  private final String name;
  private final ExaBgpChannel channel;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "exavip-state");
            daemon.setDaemon(true);
            return daemon;
          });

  // Only the thread touches what follows.
  private Optional<StateFolder> state = Optional.empty();
  private final Set<RouteKey> left = new LinkedHashSet<>();
  private Set<RouteKey> configured = Set.of();
  private boolean known; // what is configured, be it that nothing can be
  private boolean failed;

  /**
   * Makes it; {@link #open} comes next.
   *
   * @param folder where the files are
   * @param name says which process entry of ExaBGP this is
   * @param channel withdraws the routes
   */
  private OrphanRoutes(Path folder, String name, ExaBgpChannel channel) {
    this.folder = folder;
    this.name = name;
    this.channel = channel;
  }

  /** Looks for what predecessors left; empty where a person started the program. */
  static Optional<OrphanRoutes> open(ConfigSource source, ExaBgpChannel channel)
      throws InterruptedException {
    boolean byHand = Terminal.isInput() || Terminal.isOutput();
    if (byHand || source.stateFolder().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(open(source.stateFolder().get(), source.identity(), channel));
  }

  static OrphanRoutes open(Path folder, String name, ExaBgpChannel channel)
      throws InterruptedException {
    OrphanRoutes legacy = new OrphanRoutes(folder, name, channel);
    legacy.open();
    return legacy;
  }

  /** Reads what the predecessor left, and withdraws it after a while unless it is configured. */
  private void open() throws InterruptedException {
    await(
        () -> {
          StateFolder opened = StateFolder.open(folder, name);
          state = Optional.of(opened);
          left.addAll(opened.read().all());
        });
    thread.schedule(guarded(this::withdraw), GRACE_MILLIS, TimeUnit.MILLISECONDS);
    thread.schedule(guarded(this::withdraw), 5 * GRACE_MILLIS, TimeUnit.MILLISECONDS);
    thread.schedule(() -> known = true, READING_MILLIS - LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Notes that nothing can be read of what is configured. */
  void unreadable() {
    thread.execute(() -> known = true);
  }

  /** Notes the routes that may be announced from now on; to be called before any is. */
  void configured(Collection<RouteKey> keys) throws InterruptedException {
    Set<RouteKey> these = Set.copyOf(keys);
    await(
        () -> {
          configured = these;
          known = true;
          write();
        });
  }

  private void write() throws IOException {
    if (state.isPresent()) {
      Set<RouteKey> others = new LinkedHashSet<>(left); // all of them while nothing is configured
      others.removeAll(configured);
      state.get().write(new StateText(configured, others));
    }
  }

  private void withdraw() throws IOException {
    if (state.isEmpty()) {
      return;
    }
    if (!known) { // a slow start must not withdraw a route that is configured as before
      thread.schedule(guarded(this::withdraw), LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    left.addAll(state.get().leftByLateOnes());
    if (left.isEmpty()) {
      return;
    }
    write();
    Set<RouteKey> others =
        state.get().others().stream()
            .flatMap(other -> other.configured().stream())
            .collect(Collectors.toSet());
    List<RouteKey> gone = new ArrayList<>();
    List<RouteKey> doubtful = new ArrayList<>();
    for (RouteKey old : left) {
      OrphanRoute leftover = OrphanRoute.of(old, configured, others);
      leftover.withdraw().ifPresent(gone::add);
      if (leftover.doubtful()) {
        doubtful.add(old);
      }
    }
    channel.withdraw(gone.stream().map(OrphanRoutes::withdrawal).toList());
    if (!gone.isEmpty()) {
      LOG.infof("withdrawing what is configured no longer and may still stand: %s", text(gone));
    }
    if (!doubtful.isEmpty()) {
      LOG.warnf(
          "left alone, as the prefix is configured in another way now: %s; where it stands too"
              + " much, restart ExaBGP",
          text(doubtful));
    }
    forgetOnceTaken();
  }

  /** What was withdrawn and taken need not be withdrawn by a successor. */
  private void forgetOnceTaken() throws IOException {
    if (channel.isSettled()) {
      if (!configured.isEmpty()) {
        left.clear();
        write();
        state.get().forgetLateOnes();
      }
    } else {
      thread.schedule(guarded(this::forgetOnceTaken), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static Route withdrawal(RouteKey key) {
    return new Route(key, false, Optional.empty(), RouteAttributes.NONE);
  }

  private static String text(List<RouteKey> keys) {
    return keys.stream()
        .map(key -> new StateText(Set.of(key), Set.of()).text().strip())
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private interface Task {
    void run() throws IOException;
  }

  private void await(Task task) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    thread.execute(
        () -> {
          guarded(task).run();
          done.countDown();
        });
    if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
      LOG.warnf("%s does not answer: going on without it", folder);
    }
  }

  private Runnable guarded(Task task) {
    return () -> {
      try {
        task.run();
      } catch (IOException | RuntimeException e) {
        state = Optional.empty();
        if (!failed) {
          failed = true;
          LOG.warnf(
              "%s cannot be used (%s): a route of a service that is removed from the configuration"
                  + " may stand until ExaBGP is restarted",
              folder, reason(e));
        }
      }
    };
  }

  private static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof NotDirectoryException || e instanceof FileAlreadyExistsException) {
      return "not a folder";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : String.valueOf(e.getMessage());
  }
}
