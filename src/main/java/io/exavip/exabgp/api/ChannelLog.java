package io.exavip.exabgp.api;

import io.exavip.route.Route;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What the conversation with ExaBGP has to say to an operator, kept until no lock is held. */
final class ChannelLog implements Conversation.Listener {
  private static final Logger LOG = Logger.getLogger("exavip.exabgp");

  private final Queue<Runnable> remarks = new ConcurrentLinkedQueue<>();

  private volatile RouteChannel.TakenListener takenListener = (route, nanos) -> {};

  void onTaken(RouteChannel.TakenListener listener) {
    takenListener = listener;
  }

  boolean isEmpty() {
    return remarks.isEmpty();
  }

  /** Logs what was kept; not to be called under a lock. */
  void utter() {
    for (Runnable remark = remarks.poll(); remark != null; remark = remarks.poll()) {
      remark.run();
    }
  }

  @Override
  public void version(String number) {
    remarks.add(() -> LOG.infof("ExaBGP %s", number));
  }

  @Override
  public void versionUnknown() {
    remarks.add(
        () -> LOG.warn("ExaBGP does not say its version: using the commands of 4.2 and 5.0"));
  }

  @Override
  public void neighbor(String neighbor, String change) {
    remarks.add(() -> LOG.infof("neighbor %s %s", neighbor, change));
  }

  @Override
  public void taken(Route route, long nanos) {
    remarks.add(() -> takenListener.onTaken(route, nanos));
  }

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
  public void surplus() {
    remarks.add(
        () ->
            LOG.info(
                "ExaBGP answered what this process did not ask, perhaps its predecessor: writing"
                    + " all routes once more"));
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
