package io.exavip.monitor;

import io.exavip.time.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * A file that takes services out while it exists, as far as it is known: what cannot be known is
 * not "absent", the last known answer holds. It is looked at elsewhere; everything here runs on the
 * timeline and waits for nothing. One for each path, however many services name it.
 */
final class DisableFile {
  /** A look that takes longer has no answer. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Looks follow each other no sooner, however many services ask. */
  private static final Duration LEAST = Duration.ofMillis(10);

  private static final Logger LOG = Logger.getLogger("exavip.disable");

  private final Path path;
  private final Function<Path, CompletableFuture<FileLook>> looks;
  private final Timeline timeline;
  private final List<Runnable> listeners = new ArrayList<>();

  private boolean present;
  private boolean answered;
  private boolean known;
  private boolean blind; // that it cannot be known was said
  private boolean looking;
  private boolean looked;
  private long lookedAt;

  /**
   * Makes a file of which nothing is known yet.
   *
   * @param path where it may be
   * @param looks looks at a path
   * @param timeline where everything else runs
   */
  DisableFile(Path path, Function<Path, CompletableFuture<FileLook>> looks, Timeline timeline) {
    this.path = path;
    this.looks = looks;
    this.timeline = timeline;
  }

  /** Sets one more task that is run, on the timeline, when the answer is new. */
  void onNews(Runnable task) {
    listeners.add(task);
  }

  /** Whether it exists, as was last known; false if nothing ever was. */
  boolean isPresent() {
    return present;
  }

  /** Whether there was an answer, be it that nothing can be known. */
  boolean isAnswered() {
    return answered;
  }

  /** Has it looked at, unless that is done just now; tells the listeners if there are news. */
  void look() {
    long age = timeline.nanos() - lookedAt;
    if (looking) {
      if (age >= PATIENCE.toNanos()) {
        cannotKnow("no answer for " + PATIENCE.toSeconds() + " s");
      }
    } else if (!looked || age >= LEAST.toNanos()) {
      looking = true;
      looked = true;
      lookedAt = timeline.nanos();
      looks.apply(path).thenAccept(found -> timeline.execute(() -> onFound(found)));
    }
  }

  private void onFound(FileLook found) {
    looking = false;
    boolean news = !answered;
    answered = true;
    if (found.isKnown()) {
      news |= found.isPresent() != present;
      present = found.isPresent();
      known = true;
    }
    if (news) {
      listeners.forEach(Runnable::run);
    }
    if (!found.isKnown()) {
      cannotKnow(found.reason());
    } else if (blind) {
      blind = false;
      LOG.infof("disable file %s: can be looked at again, %s", path, answer());
    }
  }

  private void cannotKnow(String why) {
    if (!blind) {
      blind = true;
      String holds = known ? "the last answer holds: " + answer() : "taken as absent";
      LOG.warnf("disable file %s: cannot be looked at (%s); %s", path, why, holds);
    }
  }

  private String answer() {
    return present ? "it exists" : "absent";
  }
}
