package io.exavip.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output of the process that ExaBGP runs: nothing but commands gets there, neither what
 * some library prints nor what the virtual machine does (warnings, the threads at SIGQUIT).
 */
public final class StandardOutput {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/1");

  private static OutputStream commands = new FileOutputStream(FileDescriptor.out);

  private StandardOutput() {}

  /** Keeps it for commands, at the first moment; what else is printed goes to standard error. */
  public static void keepForCommands() {
    System.setOut(System.err);
    try {
      // Of a pipe alone: a file would be emptied, and a socket cannot be opened.
      if (Files.readSymbolicLink(DESCRIPTOR).toString().startsWith("pipe:")) {
        OutputStream own = new FileOutputStream(DESCRIPTOR.toFile());
        commands.close(); // descriptor 1 is /dev/null from now on
        commands = own;
      }
    } catch (IOException e) {
      // The pipe is another user's: it stays what it is, and who prints there is not kept from it.
    }
  }

  /** Where commands go. */
  static OutputStream commands() {
    return commands;
  }
}
