package io.exavip.process;

import io.exavip.route.RouteKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The folder in which each process keeps a file for its successor. A lock, which the kernel takes
 * back when its holder dies, tells whose process lives. A file is written under another name and
 * renamed, so that it is whole at any time; it need survive the death of the process only, not that
 * of the machine, and so nothing waits for a disk.
 */
final class StateFolder implements AutoCloseable {
  /** How many processes of the same name one folder bears. */
  static final int SLOTS = 16;

  private static final String LOCK = ".lock";
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_FILES = 1000;
  private static final int LOCK_TRIES = 5;
  private static final long LOCK_PAUSE_MILLIS = 20;

  private final Path folder;
  private final Path file;
  private final FileChannel lock;

  /** Which writing of each late one's file was read. */
  private final Map<Path, Writing> late = new HashMap<>();

  /** One writing of a file: each is a file of its own, which takes the place of the last. */
  private record Writing(Object file, FileTime at) {
    static Writing of(Path file) throws IOException {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new Writing(seen.fileKey(), seen.lastModifiedTime());
    }
  }

  private StateFolder(Path folder, Path file, FileChannel lock) {
    this.folder = folder;
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the first free file of a name, for as long as the process lives.
   *
   * @param folder the folder; it is made where it is missing
   * @param name says which process entry of ExaBGP it is, any text
   * @return the folder with the file taken
   * @throws IOException if that is not possible; the message says why
   */
  static StateFolder open(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      // ExaBGP's umask takes the right to enter.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException("anybody may write there");
    }
    String plain = name.replaceAll("[^A-Za-z0-9._-]+", "_");
    plain = plain.substring(0, Math.min(80, plain.length()));
    for (int slot = 0; slot < SLOTS; slot++) {
      Path file = folder.resolve("%s-%08x.%d".formatted(plain, name.hashCode(), slot));
      FileChannel lock = lock(file);
      if (lock != null) {
        return new StateFolder(folder, file, lock);
      }
    }
    throw new IOException(SLOTS + " processes of the same name have theirs there");
  }

  /** What the predecessor has left; nothing where that cannot be read. */
  StateText read() {
    return read(file);
  }

  /**
   * What processes of the same name have left that ended later than this one started: a signal has
   * ExaBGP start the next one while the last still says its last word.
   */
  Set<RouteKey> leftByLateOnes() throws IOException {
    Set<RouteKey> left = new LinkedHashSet<>();
    late.clear();
    for (Path other : namesakes()) {
      try (FileChannel channel = FileChannel.open(lockOf(other), StandardOpenOption.READ);
          FileLock nobodyWrites = channel.tryLock(0, Long.MAX_VALUE, true)) {
        if (nobodyWrites != null) {
          late.put(other, Writing.of(other));
          left.addAll(read(other).all());
        }
      } catch (OverlappingFileLockException | NoSuchFileException e) {
        // it lives, or has left nothing
      }
    }
    return left;
  }

  /**
   * Forgets what {@link #leftByLateOnes} gave last, and nothing else: another process may have
   * written, and ended, since.
   */
  void forgetLateOnes() throws IOException {
    for (Map.Entry<Path, Writing> read : late.entrySet()) {
      FileChannel taken = lock(read.getKey());
      if (taken != null) {
        try (taken) {
          if (Writing.of(read.getKey()).equals(read.getValue())) {
            Files.delete(read.getKey());
          }
        } catch (NoSuchFileException e) {
          // forgotten by another
        }
      }
    }
    late.clear();
  }

  private List<Path> namesakes() {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.lastIndexOf('.') + 1);
    return IntStream.range(0, SLOTS)
        .mapToObj(slot -> folder.resolve(stem + slot))
        .filter(path -> !path.equals(file) && Files.exists(lockOf(path)))
        .toList();
  }

  private static Path lockOf(Path file) {
    return Path.of(file + LOCK);
  }

  /** Replaces the file. */
  void write(StateText state) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, state.text(), StandardCharsets.US_ASCII);
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The files of the other processes that live. */
  List<StateText> others() throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(folder)) {
      locks = files.limit(MAX_FILES).filter(path -> path.toString().endsWith(LOCK)).toList();
    }
    List<StateText> others = new ArrayList<>();
    for (Path path : locks) {
      String name = path.toString();
      Path other = Path.of(name.substring(0, name.length() - LOCK.length()));
      if (!other.equals(file) && isHeld(path)) {
        others.add(read(other));
      }
    }
    return others;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static StateText read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return StateText.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return StateText.NONE;
    }
  }

  /** The channel that holds the lock; null if another process holds it. */
  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            lockOf(file),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    for (int i = 0; i < LOCK_TRIES; i++) {
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
        Thread.sleep(LOCK_PAUSE_MILLIS); // somebody may only be looking
      } catch (OverlappingFileLockException e) {
        break;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    channel.close();
    return null;
  }

  private static boolean isHeld(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
