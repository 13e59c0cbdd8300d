package io.exavip.exabgp.api;

import io.exavip.fatal.OutOfMemory;
import io.exavip.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The two pipes to ExaBGP. One thread writes, so that an ExaBGP that does not read blocks nothing
 * else; one thread always reads, since unread answers block ExaBGP (its pipe holds 64 KiB).
 *
 * <p>Nothing is logged under the lock: what there is to say waits in {@link #log}.
 */
public final class ExaBgpChannel implements RouteChannel {
  private static final Logger LOG = Logger.getLogger("exavip.exabgp");

  private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final InputStream in;
  private final OutputStream out;
  private final Consumer<String> onGone;

  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final Object lock = new Object();
  private final ChannelLog log = new ChannelLog();
  private final Conversation conversation = new Conversation(log);
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
      conversation.reannounceEvery(nanos, System.nanoTime());
      lock.notifyAll();
    }
  }

  @Override
  public void onTaken(TakenListener listener) {
    log.onTaken(listener);
  }

  @Override
  public void wanted(Collection<Route> routes) {
    synchronized (lock) {
      conversation.want(routes, System.nanoTime());
      lock.notifyAll();
    }
  }

  /**
   * Has routes withdrawn that are not part of the wanted state, and leaves that as it is.
   *
   * @param routes the routes, withdrawn
   */
  public void withdraw(Collection<Route> routes) {
    synchronized (lock) {
      conversation.withdraw(routes, System.nanoTime());
      lock.notifyAll();
    }
  }

  /**
   * Whether ExaBGP has taken everything, as far as it says.
   *
   * @return true if it has
   */
  public boolean isSettled() {
    synchronized (lock) {
      return conversation.isSettled();
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
      while (!conversation.isSettled() && !gone && end - System.nanoTime() > 0) {
        waitNanos(end - System.nanoTime());
      }
      return conversation.isSettled();
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
    try (AnswerLines lines = new AnswerLines(in)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        LOG.tracef("from ExaBGP: %s", line);
        take(Answer.parse(line));
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
        log.utter();
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
      long now = System.nanoTime();
      Optional<String> line = conversation.next(now);
      if (line.isEmpty() && log.isEmpty() && !gone) {
        waitNanos(Math.min(MAX_IDLE_NANOS, conversation.idleNanos(now)));
      }
      return line;
    }
  }

  private void waitNanos(long nanos) throws InterruptedException {
    lock.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private void take(Answer answer) {
    if (answer instanceof Answer.Other) {
      return; // a flood of them wakes nobody
    }
    if (answer instanceof Answer.Shutdown) {
      end("it is shutting down");
      return;
    }
    synchronized (lock) {
      conversation.take(answer, System.nanoTime());
      lock.notifyAll();
    }
    log.utter();
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
}
