package io.exavip.monitor;

import io.exavip.fatal.OutOfMemory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Looks at paths on threads of its own, since a file system may take for ever to answer. Paths of
 * one directory are looked at one after the other: they hang together, and one thread is all that
 * they can take. A directory that hangs keeps no other from being looked at, as long as fewer than
 * {@value #THREADS} hang. Any thread may ask.
 */
public final class FileLooks {
  /** So many threads at most; none while nothing is looked at. */
  static final int THREADS = 32;

  private static final long KEEP_ALIVE_SECONDS = 5;

  /** The paths of one directory that wait for a look. */
  private static final class Lane {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long lookSince;
  }

  private final Function<Path, FileLook> eye;
  private final Map<Path, Lane> lanes = new HashMap<>(); // those in which something is to be done
  private final ThreadPoolExecutor threads;

  /** Asks the file systems. */
  public FileLooks() {
    this(FileLooks::ask);
  }

  /**
   * Asks something else.
   *
   * @param eye says what is at a path; may take for ever
   */
  FileLooks(Function<Path, FileLook> eye) {
    this(eye, FileLooks::thread);
  }

  FileLooks(Function<Path, FileLook> eye, ThreadFactory maker) {
    this.eye = eye;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // holds a lane once at most
            maker);
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "exavip-files");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Looks at a path.
   *
   * @param path the path
   * @return what is there; it may never be complete, and it is not completed exceptionally
   */
  public CompletableFuture<FileLook> look(Path path) {
    CompletableFuture<FileLook> answer = new CompletableFuture<>();
    Path directory = directory(path);
    synchronized (lanes) {
      Lane lane = lanes.get(directory);
      if (lane == null) {
        try {
          threads.execute(() -> work(directory)); // looks into its lane when this has been left
        } catch (RuntimeException | Error e) { // such as no thread to be had
          OutOfMemory.endAt(e);
          return CompletableFuture.completedFuture(FileLook.unknown("no thread for it"));
        }
        lane = new Lane();
        lanes.put(directory, lane);
        lane.lookSince = System.nanoTime();
      }
      lane.waiting.add(() -> answer.complete(seen(path)));
    }
    return answer;
  }

  /**
   * Looks at a path and waits for the answer for a short time; not at all where others of the same
   * directory have waited so long already.
   *
   * @param path the path
   * @param patience how long to wait
   * @return what is there; unknown if the time is up or the thread was interrupted
   */
  public FileLook lookWithin(Path path, Duration patience) {
    synchronized (lanes) {
      Lane lane = lanes.get(directory(path));
      if (lane != null && System.nanoTime() - lane.lookSince >= patience.toNanos()) {
        return FileLook.unknown("no answer");
      }
    }
    try {
      return look(path).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return FileLook.unknown("no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FileLook.unknown("interrupted");
    }
  }

  /** Does all that is to be done in one directory. */
  private void work(Path directory) {
    while (true) {
      Runnable next;
      synchronized (lanes) {
        Lane lane = lanes.get(directory);
        next = lane.waiting.poll();
        if (next == null) {
          lanes.remove(directory);
          return;
        }
        lane.lookSince = System.nanoTime();
      }
      next.run();
    }
  }

  private FileLook seen(Path path) {
    try {
      return eye.apply(path);
    } catch (RuntimeException | Error e) { // the directory's other paths are to be looked at, too
      return FileLook.unknown(e.toString());
    }
  }

  private static Path directory(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? path.toAbsolutePath() : parent;
  }

  private static FileLook ask(Path path) {
    try {
      boolean isDirectory =
          Files.readAttributes(path, BasicFileAttributes.class).isDirectory(); // follows links
      return FileLook.of(isDirectory ? FileLook.Kind.DIRECTORY : FileLook.Kind.FILE);
    } catch (NoSuchFileException e) {
      return FileLook.of(FileLook.Kind.ABSENT);
    } catch (AccessDeniedException e) {
      return FileLook.unknown("permission denied");
    } catch (FileSystemException e) {
      // A file where a directory is named (ENOTDIR) has nothing below it.
      return "Not a directory".equals(e.getReason())
          ? FileLook.of(FileLook.Kind.ABSENT)
          : FileLook.unknown(String.valueOf(e.getReason()));
    } catch (IOException e) {
      return FileLook.unknown(String.valueOf(e.getMessage()));
    }
  }
}
