package io.exavip.it.cli;

import io.exavip.it.fabric.Exec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A named pipe that is full: whoever writes to it waits until the test reads. */
final class FullPipe implements AutoCloseable {
  private final Path file;
  private final RandomAccessFile both; // reader and writer, so that nobody waits to open it
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private volatile boolean closed;

  private FullPipe(Path file) throws IOException {
    this.file = file;
    this.both = new RandomAccessFile(file.toFile(), "rw");
  }

  static FullPipe in(Path folder) throws IOException {
    Path file = folder.resolve("full-pipe");
    Exec.run("mkfifo", file.toString());
    FullPipe pipe = new FullPipe(file);
    // Writes pages until there is room for none, and says so by its exit code.
    Exec.attempt("sh", "-c", "yes '' | dd bs=4096 oflag=nonblock of=\"$0\"", file.toString());
    return pipe;
  }

  Path file() {
    return file;
  }

  /** From now on somebody reads. */
  void readOn() {
    Thread thread = new Thread(this::drain, "full-pipe");
    thread.setDaemon(true);
    thread.start();
  }

  /** What was read, without the empty lines that filled the pipe. */
  List<String> lines() {
    synchronized (read) {
      return read.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.isEmpty()).toList();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    both.close();
  }

  private void drain() {
    byte[] buffer = new byte[4096];
    try {
      while (!closed) {
        int length = both.read(buffer);
        synchronized (read) {
          read.write(buffer, 0, length);
        }
      }
    } catch (IOException e) {
      // closed by the test
    }
  }
}
