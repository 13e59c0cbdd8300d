package io.exavip.exabgp;

import io.exavip.fatal.OutOfMemory;
import io.exavip.route.Route;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The two pipes to ExaBGP. One thread writes, so that an ExaBGP that does not read blocks nothing
 * else; one thread always reads, since unread answers block ExaBGP (its pipe holds 64 KiB).
 *
 * <p>Nothing is logged under the lock: what there is to say waits in {@link #remarks}.
 */
public final class ExaBgpChannel implements RouteChannel {
  private static final Logger LOG = Logger.getLogger("exavip.exabgp");

  /** Asks for the dialect at the start, and later whether ExaBGP is alive. */
  private static final String VERSION = "version";

  private final InputStream in;
  private final OutputStream out;
  private final Consumer<String> onGone;

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();
  private final Queue<Runnable> remarks = new ConcurrentLinkedQueue<>();
  private final RouteLedger ledger = new RouteLedger(new LedgerLog());
  private boolean greeted; // the first "version" was answered, or will not be
  private boolean dialectKnown;
  private long askedAt; // when "version" was written
  private boolean asking; // "version" is unanswered
  private boolean versionDoneDue; // the next "done" belongs to "version"
  private long reannounceNanos;
  private long reannounceAt;
  private volatile boolean gone;

  /**
   * Makes the channel; it opens by {@link #startReading} and {@link #startWriting}.
   *
   * @param in ExaBGP's answers
   * @param out ExaBGP's commands; each is one write
   * @param onGone told once, with the reason, when ExaBGP has ended or is about to
   */
  public ExaBgpChannel(InputStream in, OutputStream out, Consumer<String> onGone) {
    this.in = in;
    this.out = out;
    this.onGone = onGone;
  }

  /** Starts reading, to notice the end of ExaBGP. */
  public void startReading() {
    daemon("exavip-exabgp-in", this::read);
  }

  /** Starts writing: asks for ExaBGP's version, then writes what is wanted. */
  public void startWriting() {
    daemon("exavip-exabgp-out", this::write);
  }

  /**
   * Has the wanted state written again and again, also where nothing changes.
   *
   * @param nanos how often, in nanoseconds; 0, the default: never
   */
  public void reannounceEvery(long nanos) {
    synchronized (lock) {
      reannounceNanos = nanos;
      reannounceAt = System.nanoTime() + nanos;
      lock.notifyAll();
    }
  }

  @Override
  public void wanted(Collection<Route> routes) {
    synchronized (lock) {
      ledger.want(routes);
      lock.notifyAll();
    }
  }

  /**
   * Waits until ExaBGP has taken everything.
   *
   * @param millis how long to wait at most
   * @return true if it has
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitSettled(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (lock) {
      while (!ledger.isSettled() && !gone && end - System.nanoTime() > 0) {
        waitNanos(end - System.nanoTime());
      }
      return ledger.isSettled();
    }
  }

  /**
   * Runs a task if both threads are alive, or the end was told of: else routes would stay as they
   * are for ever. Waits for nothing.
   *
   * @param task the task
   */
  public void beat(Runnable task) {
    if (gone || threads.stream().allMatch(Thread::isAlive)) {
      task.run();
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1))) {
      String line = lines.readLine();
      while (line != null) {
        LOG.tracef("from ExaBGP: %s", line);
        take(Answer.parse(line));
        line = lines.readLine();
      }
      end("its end of the pipe was closed");
    } catch (IOException e) {
      end("reading from it failed: " + e.getMessage());
    }
  }

  private void write() {
    try {
      while (!gone) {
        Optional<String> line = nextLine();
        if (line.isPresent()) {
          out.write((line.get() + "\n").getBytes(StandardCharsets.US_ASCII));
          out.flush();
          LOG.debugf("to ExaBGP: %s", line.get());
        }
        utterRemarks();
      }
    } catch (IOException e) {
      end("writing to it failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next line to write; empty after a wait in which there was none. */
  private Optional<String> nextLine() throws InterruptedException {
    synchronized (lock) {
      if (!greeted && !asking) {
        return Optional.of(ask());
      }
      long now = System.nanoTime();
      if (asking && !greeted && now - askedAt >= RouteLedger.ANSWER_NANOS) {
        greeted = true; // no answer: the commands of 4.2 and 5.0 are the best guess
      }
      if (reannounceNanos > 0 && reannounceAt - now <= 0) {
        ledger.reannounce();
        reannounceAt = now + reannounceNanos;
      }
      if (ledger.expire(now) && mayAsk()) {
        return Optional.of(ask());
      }
      Optional<String> command = greeted ? ledger.next(now) : Optional.empty();
      if (command.isEmpty() && remarks.isEmpty() && !gone) {
        waitNanos(idleNanos(now));
      }
      return command;
    }
  }

  private boolean mayAsk() {
    return !asking && ledger.dialect() == Dialect.ACTION_FIRST;
  }

  private String ask() {
    asking = true;
    askedAt = System.nanoTime();
    return VERSION;
  }

  private long idleNanos(long now) {
    long idle = TimeUnit.SECONDS.toNanos(1);
    if (!greeted) {
      idle = Math.min(idle, askedAt + RouteLedger.ANSWER_NANOS - now);
    } else {
      // An overdue answer is looked at again each second; nothing is written meanwhile.
      long ledgerIdle = ledger.idleNanos(now);
      idle = ledgerIdle > 0 ? Math.min(idle, ledgerIdle) : idle;
    }
    return reannounceNanos > 0 ? Math.min(idle, reannounceAt - now) : idle;
  }

  private void waitNanos(long nanos) throws InterruptedException {
    lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private void take(Answer answer) {
    synchronized (lock) {
      if (answer instanceof Answer.Version version) {
        remarks.add(() -> LOG.infof("ExaBGP %s", version.number()));
        alive();
      } else if (answer instanceof Answer.Done) {
        done();
      } else if (answer instanceof Answer.Error) {
        error();
      } else if (answer instanceof Answer.NeighborChange change) {
        remarks.add(() -> LOG.infof("neighbor %s %s", change.neighbor(), change.change()));
      } else if (answer instanceof Answer.Shutdown) {
        end("it is shutting down");
      }
      lock.notifyAll();
    }
    utterRemarks();
  }

  private void utterRemarks() {
    for (Runnable remark = remarks.poll(); remark != null; remark = remarks.poll()) {
      remark.run();
    }
  }

  private void alive() {
    versionDoneDue = true;
    asking = false;
    greeted = true;
    dialectKnown = true;
    ledger.onAlive(System.nanoTime());
  }

  private void done() {
    if (versionDoneDue) {
      versionDoneDue = false;
      ledger.onAnswersGiven();
    } else {
      ledger.onDone();
    }
  }

  private void error() {
    if (asking && !dialectKnown) {
      remarks.add(
          () -> LOG.info("ExaBGP does not know 'version': using the commands of version 6"));
      ledger.dialect(Dialect.PEER_FIRST);
      asking = false;
      greeted = true;
      dialectKnown = true;
    } else {
      ledger.onError(System.nanoTime());
    }
  }

  private void end(String reason) {
    synchronized (lock) {
      if (gone) {
        return;
      }
      gone = true;
      lock.notifyAll();
    }
    onGone.accept(reason);
  }

  private void daemon(String name, Runnable task) {
    Thread thread = new Thread(() -> guarded(task), name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** A channel with one thread dead would leave routes as they are for ever: better to end. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | java.lang.Error e) {
      OutOfMemory.endAt(e);
      end("of an internal error");
      LOG.error("internal error in the channel to ExaBGP", e);
    }
  }

  private final class LedgerLog implements RouteLedger.Listener {
    @Override
    public void rejected(String command, long retryNanos) {
      remarks.add(
          () ->
              LOG.warnf(
                  "ExaBGP did not take a command, trying again in %d s: %s",
                  TimeUnit.NANOSECONDS.toSeconds(retryNanos), command));
    }

    @Override
    public void unanswered(String command) {
      remarks.add(() -> LOG.warnf("ExaBGP has not answered for 2 s: %s", command));
    }

    @Override
    public void noAnswers() {
      remarks.add(
          () ->
              LOG.warn(
                  "ExaBGP does not answer (exabgp.api.ack=false?): going on without knowing what it"
                      + " took"));
    }
  }
}
