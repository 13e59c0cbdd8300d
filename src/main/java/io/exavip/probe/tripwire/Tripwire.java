package io.exavip.probe.tripwire;

import io.exavip.time.Timeline;
import io.netty.channel.Channel;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The idle connection of one check: the kernel closes it at once when the app dies. Its end is a
 * hint to probe, never a verdict, since servers have many reasons to close a connection.
 *
 * <p>It must do no harm. A server that closes its connections soon is left in peace for a while,
 * longer each time. A server that takes one connection at a time would be blocked by it: so it is
 * closed as soon as a probe is late, and where that happens again and again there is none for a
 * long while. Where probes are not answered (TCP), the kernel is asked whether the server has taken
 * a second connection from its queue.
 *
 * <p>All but {@link #hold} and {@link #closed} runs on the timeline.
 */
public final class Tripwire {
  /** So many late probes in a row, each while a connection was open, tell of a blocked server. */
  private static final int LATE_IN_A_ROW = 2;

  /**
   * The same for a server that has answered a probe while a connection was open: it may be slow.
   */
  private static final int LATE_IN_A_ROW_WHEN_PROVEN = 10;

  private static final Logger LOG = Logger.getLogger("exavip.tripwire");

  private final String target;
  private final TripwireUse use;
  private final Duration patience;
  private final Timeline timeline;
  private Runnable hint = () -> {};

  private volatile KeptConnection held; // changed on the timeline alone, as long as there is one
  private long heldSince;
  private Optional<SocketAddress> doubted = Optional.empty();
  private long doubtedSince;
  private long restUntil;
  private long renewal = TripwireTimes.RENEWAL.toNanos();
  private Duration rest = Duration.ZERO;
  private Duration longRest = TripwireTimes.LONG_REST;
  private Duration crowdedRest = TripwireTimes.CROWDED_REST;
  private int late;
  private boolean proven;
  private boolean trying;
  private boolean standingBack;

  /**
   * Makes a tripwire that holds nothing yet.
   *
   * @param target what is checked, for the log
   * @param use which connections may be held
   * @param patience how long a probe may take while one is held
   * @param timeline where everything runs
   */
  public Tripwire(String target, TripwireUse use, Duration patience, Timeline timeline) {
    this.target = target;
    this.use = use;
    this.patience = patience;
    this.timeline = timeline;
    this.restUntil = timeline.nanos();
  }

  /** Sets what is run when a probe should follow at once. */
  void onHint(Runnable task) {
    hint = task;
  }

  Duration patience() {
    return patience;
  }

  /**
   * Whether a channel may be held.
   *
   * @param channel a connection of a probe
   * @return true if it may
   */
  public boolean allows(Channel channel) {
    return use.allows(channel.localAddress(), channel.remoteAddress());
  }

  /**
   * Whether the connection of a probe that starts now should be kept. To take one from every probe
   * would double what a probe costs; to hold one for long would have servers close it, each time
   * with a probe more.
   *
   * @return true if the connection of the next probe is to be held
   */
  public boolean wantsConnection() {
    long now = timeline.nanos();
    return !standingBack
        && now - restUntil >= 0
        && (held == null || !proven || now - heldSince >= renewal);
  }

  /**
   * The server whose connection was closed just now, no probe having succeeded since. To ask the
   * kernel whether it still listens takes a hundredth of the time of a probe.
   */
  Optional<SocketAddress> doubted() {
    return timeline.nanos() - doubtedSince < TripwireTimes.DOUBT.toNanos()
        ? doubted
        : Optional.empty();
  }

  /**
   * The connection held now.
   *
   * @return the connection; null if there is none
   */
  public KeptConnection held() {
    return held;
  }

  /**
   * Takes the connection of a probe that has succeeded, in place of the one held. Any thread.
   *
   * @param connection the connection
   */
  public void hold(KeptConnection connection) {
    timeline.execute(() -> take(connection));
  }

  /** The server has closed a connection. Any thread. */
  void closed(KeptConnection connection) {
    timeline.execute(() -> lost(connection));
  }

  /** Closes the connection held; that is no hint. */
  public void release() {
    KeptConnection connection = held;
    held = null;
    if (connection != null) {
      connection.close();
    }
  }

  /** Closes the connection held, and has none until {@link #standIn}. */
  void standBack() {
    standingBack = true;
    release();
  }

  void standIn() {
    standingBack = false;
  }

  /** A probe was turned away while a connection was open, and not without it. */
  void onCrowded() {
    proven = false;
    leaveInPeace("turns connections away while an idle one is open", crowdedRest);
    crowdedRest = doubled(crowdedRest, TripwireTimes.LONGEST_LONG_REST);
  }

  /** A probe could not be made: what the connection takes may be what was lacking. */
  void onShortage() {
    release();
    rest(TripwireTimes.CROWDED_REST);
  }

  /** A probe has no answer yet although its time is up. */
  void onLate() {
    if (held == null) {
      return;
    }
    release();
    late++;
    if (late >= (proven ? LATE_IN_A_ROW_WHEN_PROVEN : LATE_IN_A_ROW)) {
      onBlocked("answers late while an idle connection is open");
    }
  }

  /**
   * A probe has succeeded.
   *
   * @param before the connection that was held when it was started, or null
   */
  void onSuccess(KeptConnection before) {
    doubted = Optional.empty();
    if (before != null && before == held && before.isServed()) {
      onProof();
    }
  }

  private void onProof() {
    proven = true; // the server takes more than one connection at a time
    late = 0;
    longRest = TripwireTimes.LONG_REST;
  }

  private void onBlocked(String why) {
    proven = false;
    late = LATE_IN_A_ROW; // after the rest, once is enough
    leaveInPeace(why, longRest);
    longRest = doubled(longRest, TripwireTimes.LONGEST_LONG_REST);
  }

  private void leaveInPeace(String why, Duration time) {
    rest(time);
    LOG.infof("%s: %s: no tripwire for %d min", target, why, time.toMinutes());
  }

  private void take(KeptConnection connection) {
    if (standingBack || timeline.nanos() - restUntil < 0) {
      connection.close();
      return;
    }
    if (held != null) {
      rest = Duration.ZERO; // it lasted from probe to probe
      renewal = Math.min(TripwireTimes.RENEWAL.toNanos(), renewal + renewal / 16); // try for longer
      if (connection.isServed()) {
        onProof(); // while the one before was open
      } else if (!proven) {
        tryOut(held, connection);
        return;
      }
    }
    put(connection);
  }

  private void put(KeptConnection connection) {
    release();
    held = connection;
    heldSince = timeline.nanos();
    if (!proven) {
      timeline.after(patience.toNanos(), () -> askForProof(connection));
    }
  }

  /** Does not wait a whole interval to learn whether the server takes a second connection. */
  private void askForProof(KeptConnection connection) {
    if (held == connection && !proven) {
      hint.run();
    }
  }

  /** Looks a little later whether the server has taken the second while the first was open. */
  private void tryOut(KeptConnection first, KeptConnection second) {
    if (trying) {
      second.close();
      return;
    }
    trying = true;
    timeline.after(
        TripwireTimes.TRIAL.toNanos(),
        () ->
            second
                .isAccepted()
                .thenAccept(
                    accepted ->
                        timeline.execute(
                            () -> onTried(first, second, accepted.orElse(use == TripwireUse.ON)))));
  }

  private void onTried(KeptConnection first, KeptConnection second, boolean accepted) {
    trying = false;
    if (held != first) {
      second.close();
    } else if (accepted) {
      onProof();
      put(second);
    } else {
      second.close();
      release();
      onBlocked("is not seen to take a second connection");
    }
  }

  private void lost(KeptConnection connection) {
    if (held != connection) {
      return; // closed from here
    }
    held = null;
    doubted = Optional.ofNullable(connection.server());
    doubtedSince = timeline.nanos();
    long age = timeline.nanos() - heldSince;
    renewAfter(age * 2 / 5); // in time, if the server closes what is that old
    if (age < TripwireTimes.BRIEF.toNanos()) {
      rest(rest);
      rest = rest.isZero() ? TripwireTimes.REST : doubled(rest, TripwireTimes.LONGEST_REST);
    } else {
      rest = Duration.ZERO;
    }
    LOG.debugf("%s: closed the idle connection: probing", target);
    hint.run();
  }

  private void renewAfter(long nanos) {
    renewal = Math.max(TripwireTimes.LEAST_RENEWAL.toNanos(), Math.min(renewal, nanos));
  }

  private void rest(Duration time) {
    restUntil = timeline.nanos() + time.toNanos();
  }

  private static Duration doubled(Duration time, Duration longest) {
    Duration twice = time.multipliedBy(2);
    return twice.compareTo(longest) > 0 ? longest : twice;
  }
}
