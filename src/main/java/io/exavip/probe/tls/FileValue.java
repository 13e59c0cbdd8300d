package io.exavip.probe.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What files say, read again when they have been replaced. That happens behind the back of those
 * who ask: one thread for each that is looked at, once a second at most. A replacement that is not
 * good is said once, and the last good one stays. Thread-safe.
 *
 * @param <T> what they say
 */
final class FileValue<T> {
  /** Reads what files say. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * Reads.
     *
     * @param contents of each file the bytes
     * @return what they say
     * @throws IllegalArgumentException with the reason if they are not good
     * @throws GeneralSecurityException the same
     */
    T parse(List<byte[]> contents) throws GeneralSecurityException;
  }

  private record Stamp(FileTime modified, long size, Object key) {}

  /** Far above the size of any system's bundle of certificates. */
  private static final long MOST_BYTES = 16 * 1024 * 1024;

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger LOG = Logger.getLogger("exavip.tls");
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "exavip-certificates");
            thread.setDaemon(true);
            return thread;
          });

  private final List<Path> files;
  private final Parser<T> parser;
  private volatile T value;
  private volatile long lookedAt;

  // Changed by the one look that is under way.
  private volatile List<Stamp> stamps = List.of();

  private CompletableFuture<Boolean> look = CompletableFuture.completedFuture(false);

  FileValue(List<Path> files, Parser<T> parser) {
    this.files = List.copyOf(files);
    this.parser = parser;
  }

  /**
   * Reads the files now, unless they are as they were when they were last read. Blocks.
   *
   * @throws IllegalArgumentException with the reason if they are not good
   */
  synchronized T load() {
    try {
      List<Stamp> now = stamps();
      if (value == null || !now.equals(stamps)) {
        value = read();
        stamps = now;
      }
      lookedAt = System.nanoTime();
      return value;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** What they last said that was good; {@link #load} has succeeded before. Never blocks. */
  T current() {
    if (System.nanoTime() - lookedAt >= AGAIN_NANOS) {
      look();
    }
    return value;
  }

  /** Has them looked at now; true: they say something new. Never blocks. */
  CompletableFuture<Boolean> look() {
    synchronized (THREADS) { // short, and never held while a file is read
      if (look.isDone()) {
        lookedAt = System.nanoTime();
        try {
          look = CompletableFuture.supplyAsync(this::changed, THREADS);
        } catch (OutOfMemoryError e) { // no thread to be had
          return CompletableFuture.completedFuture(false);
        }
      }
      return look;
    }
  }

  private boolean changed() {
    List<Stamp> now = List.of();
    try {
      now = stamps();
      if (now.equals(stamps)) {
        return false;
      }
      value = read();
      stamps = now;
      LOG.infof("%s: read again", names());
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      if (!now.equals(stamps)) {
        stamps = now; // said once
        String why = e instanceof IOException ? "cannot be read" : e.getMessage();
        LOG.warnf("%s: %s: the last good one is used", names(), why);
      }
      return false;
    }
  }

  private T read() throws IOException, GeneralSecurityException {
    List<byte[]> contents = new ArrayList<>();
    for (Path file : files) {
      contents.add(Files.readAllBytes(file));
    }
    return parser.parse(contents);
  }

  private List<Stamp> stamps() throws IOException {
    List<Stamp> all = new ArrayList<>();
    for (Path file : files) {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!now.isRegularFile()) {
        throw new IllegalArgumentException("not a regular file");
      }
      if (now.size() > MOST_BYTES) {
        throw new IllegalArgumentException("over 16 MiB");
      }
      all.add(new Stamp(now.lastModifiedTime(), now.size(), now.fileKey()));
    }
    return all;
  }

  private String names() {
    return files.stream().map(Path::toString).distinct().collect(Collectors.joining(", "));
  }
}
